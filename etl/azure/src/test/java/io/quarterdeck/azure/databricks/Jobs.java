package io.quarterdeck.azure.databricks;

import io.quarterdeck.azure.databricks.job.JobDefinition;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A fictional stack {@code dev} and its jobs. */
public final class Jobs {
  public static final String TEXT =
      """
      name: sales
      table: shop.sales
      columns:
        - {name: day, type: date, format: yyyy-MM-dd}
        - {name: amount, type: bigint}
      mode: append
      schedule: {quartz: "0 0 6 1 1,4,7,10 ?", timezone: Europe/Paris}
      """;

  public static final JobOptions OPTIONS =
      new JobOptions(
          JobOptions.DEFAULT_NODE_TYPE,
          1,
          JobOptions.Engine.STANDARD,
          JobOptions.Machines.SPOT_WITH_FALLBACK,
          JobOptions.ScheduleState.PAUSED,
          List.of(),
          "0");

  private static final String GROUP = "/subscriptions/s/resourceGroups/g/providers/";

  private Jobs() {}

  public static JobEnvironment environment(WorkspaceAddress workspace, Optional<String> runAs) {
    return new JobEnvironment(
        "dev",
        "dev",
        workspace,
        new JobEnvironment.Database(
            "jdbc:postgresql://db.example.com:5432/quarterdeck?sslmode=verify-full",
            "quarterdeck",
            "postgres-password"),
        new JobEnvironment.Vault(
            GROUP + "Microsoft.KeyVault/vaults/kv-dev",
            URI.create("https://kv-dev.vault.azure.net/")),
        new JobEnvironment.Lake(
            URI.create("abfss://landing@lake.dfs.core.windows.net"),
            URI.create("abfss://curated@lake.dfs.core.windows.net"),
            URI.create("abfss://quarantine@lake.dfs.core.windows.net"),
            URI.create("abfss://artifacts@lake.dfs.core.windows.net"),
            Optional.empty(),
            new JobEnvironment.LentIdentity(
                GROUP + "Microsoft.Databricks/accessConnectors/dbac-dev",
                Optional.of(GROUP + "Microsoft.ManagedIdentity/userAssignedIdentities/id-dev"))),
        runAs);
  }

  public static Dataset dataset() {
    return DatasetFile.parse(TEXT, Path.of("sales.yaml"));
  }

  public static JobDefinition definition(JobOptions options) {
    return definition(
        environment(
            new WorkspaceAddress(URI.create("https://adb-1.azuredatabricks.net"), () -> "token"),
            Optional.of("00000000-0000-0000-0000-000000000002")),
        options);
  }

  public static JobDefinition definition(JobEnvironment environment, JobOptions options) {
    return new JobDefinition(
        environment,
        dataset(),
        TEXT,
        "/Volumes/main/default/quarterdeck_dev/jars/j.jar",
        "quarterdeck-dev",
        options);
  }
}
