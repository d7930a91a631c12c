package io.quarterdeck.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackOptionsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"loads", "rollback", "export", "bootstrap"})
  void aStackIsNamedOrInAFileAndNotBoth(String command) {
    Run run =
        Run.of(command, "--dataset", dataset(), "--stack", "dev", "--outputs", "outputs.json");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).startsWith("--outputs takes the place of --stack");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--stack", "--outputs"})
  void anyPostgresTakesThePlaceOfAStack(String option) {
    Run run = Run.of("loads", "--jdbc-url", "jdbc:postgresql:x", option, "dev");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).startsWith("--jdbc-url takes the place of --stack and --outputs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loads", "rollback", "export", "bootstrap"})
  void eachCommandSaysWhichFileItCannotRead(String command) {
    Path file = folder.resolve("outputs.json");
    Run run = Run.of(command, "--dataset", dataset(), "--outputs", file.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .contains(
            "Cannot read the outputs of the file "
                + file
                + ": there is no such file; expected what pulumi stack output --stack NAME --json prints. Correct"
                + " --outputs (or QUARTERDECK_OUTPUTS).");
  }

  @Test
  void theHelpNamesTheDefault() {
    assertThat(Run.of("loads", "--help").out()).contains("(default: local)");
  }

  private static String dataset() {
    return Path.of("../../datasets/bank-transactions.yaml").toString();
  }
}
