package io.quarterdeck.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/least-privilege.md contains the table that {@link SubscriptionRightsIT} proves. */
class SubscriptionRightsPageTest {
  @Test
  void thePageHasARowForEachRemovedRight() throws Exception {
    List<String> rows =
        Files.readAllLines(Path.of("../docs/least-privilege.md")).stream()
            .dropWhile(line -> !line.equals("## Rights that `setup/subscription` assigns"))
            .takeWhile(line -> !line.equals("## Rights on the state and the keys of Pulumi"))
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .toList();
    assertThat(rows)
        .isEqualTo(Arrays.stream(SubscriptionRight.values()).map(SubscriptionRight::row).toList());
  }
}
