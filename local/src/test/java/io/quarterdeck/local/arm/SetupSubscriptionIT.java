package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.arm.store.CallerIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code setup/subscription} sets the local subscription up with the real Azure CLI. Each command
 * of the CLI takes a second or two of processor time, and the script runs about a hundred.
 */
class SetupSubscriptionIT {
  @TempDir private Path folder;

  @Test
  @Tag("nightly")
  void theSecondRunCreatesNothing() throws Exception {
    try (AzureCli cli = AzureCli.start(folder)) {
      cli.loginAsPerson("owner");

      List<String> first = setup(cli);
      assertThat(first).contains("  created  rg-pulumi", "  created  the key pulumi-dev");
      assertThat(cli.plane().resources().list())
          .extracting(ArmResource::type)
          .contains(
              "Microsoft.KeyVault/vaults/keys",
              "Microsoft.Storage/storageAccounts/blobServices/containers",
              "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials");

      List<String> second = setup(cli);
      assertThat(second).noneMatch(line -> line.matches(" +(created|changed) .*"));
      assertThat(second).hasSameSizeAs(first);
    }
  }

  private List<String> setup(AzureCli cli) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "setup", ".out");
    ProcessBuilder script =
        new ProcessBuilder(
                Path.of("..", "setup", "subscription").toRealPath().toString(),
                "--subscription",
                CallerIdentity.LOCAL.subscriptionId(),
                "--operators-group",
                "00000000-0000-4000-8000-000000000010",
                "--issuer",
                "https://token.actions.githubusercontent.com",
                "--subject",
                "preview=repo:contoso/platform:pull_request")
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    cli.environment(script);
    String tools = Path.of(cli.program()).toAbsolutePath().getParent().toString();
    script.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    int code = script.start().waitFor();
    List<String> lines = Files.readAllLines(out);
    assertThat(code).as(String.join("\n", lines)).isZero();
    return lines;
  }
}
