package io.quarterdeck.local.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/least-privilege.md contains the table that {@link LeastPrivilegeIT} proves. */
class LeastPrivilegePageTest {
  @Test
  void thePageHasARowForEachRemovedRight() throws Exception {
    List<String> rows =
        Files.readAllLines(Path.of("../docs/least-privilege.md")).stream()
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| "))
            .skip(1)
            .toList();
    assertThat(rows)
        .isEqualTo(Arrays.stream(RemovedRight.values()).map(RemovedRight::row).toList());
  }
}
