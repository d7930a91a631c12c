package io.quarterdeck.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.cli.report.PlatformData.Portal;
import io.quarterdeck.cli.report.PlatformData.Resource;
import io.quarterdeck.cli.report.PlatformData.Resources;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.Certificate;
import io.quarterdeck.testkit.OutputsFile;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformResourcesTest {
  private static final String LIST = OutputsFile.GROUP + "/resources";

  @TempDir private Path folder;
  private AzureServer azure;
  private ConnectedStack stack;

  @BeforeEach
  void start() throws Exception {
    Certificate certificate = Certificate.in(folder);
    azure = new AzureServer(certificate);
    OutputValues outputs = OutputsSource.file(new OutputsFile().write(folder));
    stack =
        new ConnectedStack(outputs, AccessVariables.read(azure.environment(folder, certificate)));
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  @Test
  void allResourcesOfTheGroupAreListedByTypeAndName() {
    azure.on(
        "GET",
        LIST,
        200,
        """
        {"value": [
          {"id": "/s/2", "name": "vault", "type": "Microsoft.KeyVault/vaults", "location": "westeurope"},
          {"id": "/s/1", "name": "id", "type": "Microsoft.Databricks/accessConnectors", "location": "westeurope"}]}
        """);

    Resources found = PlatformResources.of(stack);

    assertThat(found.unlisted()).isEmpty();
    assertThat(found.portal()).isInstanceOf(Portal.None.class);
    assertThat(found.resources())
        .containsExactly(
            new Resource("id", "Microsoft.Databricks/accessConnectors", "westeurope", "/s/1"),
            new Resource("vault", "Microsoft.KeyVault/vaults", "westeurope", "/s/2"));
  }

  @Test
  void withoutTheRightToListThemTheOnesOfTheOutputsAreShown() {
    azure.on("GET", LIST, 403, AzureServer.error("AuthorizationFailed", "No authorization."));

    Resources found = PlatformResources.of(stack);

    assertThat(found.unlisted().orElseThrow()).contains("AuthorizationFailed");
    assertThat(found.resources())
        .extracting(Resource::type)
        .contains(
            "Microsoft.Storage/storageAccounts",
            "Microsoft.KeyVault/vaults",
            "Microsoft.OperationalInsights/workspaces");
  }

  @Test
  void aLinkNamesTheTenantIfItIsKnown() {
    assertThat(new Portal.Public(Optional.of("t")).address("/subscriptions/s"))
        .isEqualTo("https://portal.azure.com/#@t/resource/subscriptions/s");
    assertThat(new Portal.Public(Optional.empty()).address("/subscriptions/s"))
        .isEqualTo("https://portal.azure.com/#resource/subscriptions/s");
  }
}
