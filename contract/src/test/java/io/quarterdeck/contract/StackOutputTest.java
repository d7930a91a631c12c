package io.quarterdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StackOutputTest {
  private static final Path PAGE = Path.of("../docs/stack-outputs.md");

  @Test
  void pageListsAllOutputsInOrder() throws Exception {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
    assertThat(Arrays.stream(StackOutput.values()).map(StackOutputTest::row))
        .as("Copy the expected rows to docs/stack-outputs.md")
        .containsExactlyElementsOf(rows);
  }

  @ParameterizedTest
  @EnumSource
  void exampleHasTheFormatOfTheOutput(StackOutput output) {
    assertThat(output.form().fits(output.example())).as(output.example()).isTrue();
  }

  private static String row(StackOutput output) {
    return "| `%s` | %s | %s |".formatted(output.outputName(), output.since(), output.meaning());
  }
}
