package io.quarterdeck.etl.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Compares the loader's list of outputs with the contract. The infrastructure has a similar test.
 */
class StackOutputTest {
  private static final Path CONTRACT = Path.of("../docs/stack-outputs.md");

  @Test
  void theNamesAndTheirVersionsAreThoseOfTheContractInItsOrder() throws IOException {
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
