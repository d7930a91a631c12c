package io.quarterdeck.local.databricks;

import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.WorkspaceSetup;
import io.quarterdeck.azure.databricks.setup.WorkspacePrincipal;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.entra.LocalTenant;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The stack {@code test}, whose workspace is the emulator. */
final class TestJobEnvironment {
  static final String TEXT =
      """
      name: sales
      table: shop.sales
      columns:
        - {name: day, type: date, format: yyyy-MM-dd}
        - {name: amount, type: bigint}
      mode: append
      schedule: {quartz: "0 0 6 1 1,4,7,10 ?", timezone: Europe/Paris}
      """;

  static final String JOB = "quarterdeck-sales-quarterly";

  private TestJobEnvironment() {}

  static Dataset dataset() {
    return DatasetFile.parse(TEXT, Path.of("sales.yaml"));
  }

  static WorkspaceAddress address(TestWorkspace workspace) {
    return new WorkspaceAddress(workspace.running().endpoint(), () -> TestWorkspace.TOKEN);
  }

  static Workspace open(TestWorkspace workspace) {
    return Workspace.at(address(workspace));
  }

  /** Sets the workspace up as the owner, who may register then. */
  static List<String> setUp(JobEnvironment site) {
    return setUp(site, LocalTenant.OWNER + "@" + LocalTenant.DOMAIN);
  }

  /** Sets the workspace up as the owner. */
  static List<String> setUp(JobEnvironment site, String registrar) {
    return new WorkspaceSetup(
            new WorkspaceSetup.Request(
                site,
                List.of(new WorkspacePrincipal(registrar)),
                Optional.empty(),
                Optional.empty()),
            Workspace.at(site.workspace()),
            Progress.silent())
        .run(Registration.Mode.APPLY);
  }

  static JobEnvironment site(TestWorkspace workspace) {
    return site(
        workspace,
        new JobEnvironment.Vault(
            FakeVault.VAULT.resourceId(), URI.create(FakeVault.VAULT.dnsName())));
  }

  static JobEnvironment site(TestWorkspace workspace, JobEnvironment.Vault vault) {
    return new JobEnvironment(
        "test",
        "test",
        address(workspace),
        new JobEnvironment.Database(
            "jdbc:postgresql://127.0.0.1:5432/quarterdeck", "postgres", "postgres-password"),
        vault,
        new JobEnvironment.Lake(
            URI.create("abfss://landing@lake.dfs.core.windows.net"),
            URI.create("abfss://curated@lake.dfs.core.windows.net"),
            URI.create("abfss://quarantine@lake.dfs.core.windows.net"),
            URI.create("abfss://artifacts@lake.dfs.core.windows.net"),
            Optional.empty(),
            new JobEnvironment.LentIdentity(TestWorkspace.CONNECTOR, Optional.empty())),
        Optional.empty());
  }
}
