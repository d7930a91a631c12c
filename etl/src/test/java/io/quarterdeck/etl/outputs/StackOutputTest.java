package io.quarterdeck.etl.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The ETL's side of the contract; the infrastructure's side has such a test too. */
class StackOutputTest {
  private static final Path CONTRACT = Path.of("../docs/stack-outputs.md");

  @Test
  void the_names_and_their_versions_are_those_of_the_contract_in_its_order() throws IOException {
    List<String> contract =
        Pattern.compile("^\\| `(\\w+)` \\| ([\\d.]+) \\|", Pattern.MULTILINE)
            .matcher(Files.readString(CONTRACT))
            .results()
            .map(row -> row.group(1) + " " + row.group(2))
            .toList();
    assertThat(
            Arrays.stream(StackOutput.values())
                .map(output -> output.outputName() + " " + output.since()))
        .containsExactlyElementsOf(contract);
  }
}
