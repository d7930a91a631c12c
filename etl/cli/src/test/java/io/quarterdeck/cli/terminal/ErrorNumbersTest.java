package io.quarterdeck.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorNumbersTest {
  /** The first value of a message can contain everything, so only equal messages are confused. */
  @Test
  void eachMessageHasItsNumber() throws Exception {
    try (BufferedReader file =
        new BufferedReader(
            new InputStreamReader(
                ErrorNumbers.class.getResourceAsStream("error-numbers.tsv"),
                StandardCharsets.UTF_8))) {
      List<String> lines =
          file.lines().filter(line -> !line.endsWith("\t(removed)")).collect(Collectors.toList());
      assertThat(lines).hasSizeGreaterThan(300);
      assertThat(lines)
          .allSatisfy(
              line -> {
                String[] parts = line.split("\t", -1);
                assertThat(ErrorNumbers.of(parts[1].replace("…", "7"))).hasValue(parts[0]);
              });
    }
  }

  @Test
  void aMessageOverSeveralLinesHasItsNumberToo() {
    assertThat(
            ErrorNumbers.of(
                "Cannot find the dataset 'none': found shop,\n  bank; expected a dataset. Name one."))
        .isEmpty();
    assertThat(ErrorNumbers.of("Interrupted.")).isEmpty();
  }
}
