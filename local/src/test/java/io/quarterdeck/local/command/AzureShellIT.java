package io.quarterdeck.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.TestStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A shell that evaluates the output of {@code local env --az} is signed in to the Azure CLI. */
@NeedsNode
@EnabledIfEnvironmentVariable(
    named = "QUARTERDECK_AZ",
    matches = ".+",
    disabledReason = "QUARTERDECK_AZ does not name the program az; .ci/run installs it")
class AzureShellIT {
  @TempDir private Path folder;

  @Test
  @Tag("nightly")
  void theShellIsSignedInAsThePrincipal() throws Exception {
    try (TestStack stack = new TestStack(folder)) {
      stack.start();

      assertThat(shell(stack, "owner", "az account show --query '[name, user.name]' --output tsv"))
          .isEqualTo("Local stack\nowner@quarterdeck.example");
      assertThat(
              shell(
                  stack,
                  "owner",
                  "az group create --name rg-shell --location swedencentral --query name --output tsv"))
          .isEqualTo("rg-shell");
      assertThat(shell(stack, "deploy", "az account show --query user.type --output tsv"))
          .isEqualTo("servicePrincipal");
    }
  }

  private static String shell(TestStack stack, String principal, String command) throws Exception {
    CommandLineRun env = CommandLineRun.of(stack, "local", "env", "--az", "--as", principal);
    assertThat(env.exitCode()).as(env.error()).isZero();
    ProcessBuilder shell =
        new ProcessBuilder(List.of("bash", "-c", env.out() + "\n" + command))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    String tools =
        Optional.ofNullable(Path.of(System.getenv("QUARTERDECK_AZ")).getParent())
            .map(Path::toString)
            .orElse("");
    shell.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    Process process = shell.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return out.strip();
  }
}
