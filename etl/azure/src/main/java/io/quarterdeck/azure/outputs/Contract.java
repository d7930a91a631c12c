package io.quarterdeck.azure.outputs;

import io.quarterdeck.azure.outputs.OutputValues.Batch;
import io.quarterdeck.azure.outputs.OutputValues.Databricks;
import io.quarterdeck.azure.outputs.OutputValues.JobIdentity;
import io.quarterdeck.azure.outputs.OutputValues.KeyVault;
import io.quarterdeck.azure.outputs.OutputValues.Lake;
import io.quarterdeck.azure.outputs.OutputValues.Lakehouse;
import io.quarterdeck.azure.outputs.OutputValues.Postgres;
import io.quarterdeck.azure.outputs.OutputValues.Streaming;
import io.quarterdeck.contract.LakehouseSchedule;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.PostgresAdministrator;
import io.quarterdeck.contract.PostgresAuth;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.loader.failure.Failure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Validates all outputs against the contract and converts them to typed values. */
final class Contract {
  private final Map<String, String> values;

  private Contract(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Returns the typed outputs. Outputs that are not in the contract are ignored, because a newer
   * program may export more.
   *
   * @throws Failure if outputs are missing or malformed; the message lists all of them
   */
  static OutputValues read(Map<String, String> values, OutputsOrigin origin) {
    if (values.isEmpty()) {
      throw Failure.of(
          "Cannot use the outputs of %s: found none; expected those of "
              + "docs/stack-outputs.md. %s.",
          origin.words(), origin.remedy());
    }
    Map<String, String> complete = new LinkedHashMap<>(values);
    // A stack that was deployed before this output existed has the default systems.
    complete.putIfAbsent(
        StackOutput.SYSTEMS.outputName(), PlatformSystemName.format(PlatformSystemName.defaults()));
    Set<PlatformSystemName> systems =
        PlatformSystemName.parse(complete.get(StackOutput.SYSTEMS.outputName()));
    List<String> problems =
        Arrays.stream(StackOutput.values())
            .filter(output -> output.system().map(systems::contains).orElse(true))
            .map(output -> problem(output, complete.get(output.outputName())))
            .flatMap(Optional::stream)
            .toList();
    if (!problems.isEmpty()) {
      throw Failure.of(
          "Cannot use the outputs of %s: found %s; expected those of "
              + "docs/stack-outputs.md. %s:%s",
          origin.words(),
          problems.size() == 1 ? "1 problem" : problems.size() + " problems",
          origin.remedy(),
          "\n  " + String.join("\n  ", problems));
    }
    return new Contract(complete).outputs();
  }

  private static Optional<String> problem(StackOutput output, String value) {
    if (value == null || value.isEmpty()) {
      return Optional.of(
          output.outputName() + " is missing; it exists since version " + output.since());
    }
    if (!output.form().fits(value)) {
      return Optional.of(
          output.outputName() + " is '" + value + "'; expected " + output.form().words());
    }
    return Optional.empty();
  }

  private OutputValues outputs() {
    return new OutputValues(
        value(StackOutput.ENVIRONMENT),
        PlatformSystemName.parse(value(StackOutput.SYSTEMS)),
        value(StackOutput.LOCATION),
        value(StackOutput.SUBSCRIPTION_ID),
        value(StackOutput.RESOURCE_GROUP),
        lake(),
        Optional.ofNullable(value(StackOutput.CURATED_CONTAINER)).map(Batch::new),
        Optional.ofNullable(value(StackOutput.LAKE_CONTAINER)).map(this::lakehouse),
        Optional.ofNullable(value(StackOutput.STREAMING_CONTAINER)).map(this::streaming),
        new KeyVault(value(StackOutput.KEY_VAULT_URI), value(StackOutput.KEY_VAULT_ID)),
        postgres(),
        new Databricks(
            value(StackOutput.DATABRICKS_URL),
            value(StackOutput.DATABRICKS_WORKSPACE_ID),
            value(StackOutput.ACCESS_CONNECTOR_ID)),
        new JobIdentity(
            value(StackOutput.JOB_IDENTITY_ID), value(StackOutput.JOB_IDENTITY_CLIENT_ID)),
        value(StackOutput.NETWORK_WATCHER),
        value(StackOutput.LOG_ANALYTICS_WORKSPACE_ID));
  }

  private Lakehouse lakehouse(String container) {
    return new Lakehouse(
        container,
        value(StackOutput.DATA_FACTORY_ID),
        value(StackOutput.SOURCE_PASSWORD_SECRET),
        LakehouseSchedule.of(value(StackOutput.LAKEHOUSE_SCHEDULE)),
        value(StackOutput.SYNAPSE_WORKSPACE_ID),
        value(StackOutput.SYNAPSE_SQL_ENDPOINT));
  }

  private Streaming streaming(String container) {
    return new Streaming(
        container,
        value(StackOutput.EVENT_HUBS_HOST),
        value(StackOutput.EVENT_HUB),
        value(StackOutput.EVENT_HUB_CONSUMER_GROUP),
        value(StackOutput.FUNCTION_APP),
        value(StackOutput.STREAMING_FACTORY_ID));
  }

  private Lake lake() {
    return new Lake(
        value(StackOutput.STORAGE_ACCOUNT),
        value(StackOutput.BLOB_ENDPOINT),
        value(StackOutput.DFS_ENDPOINT),
        value(StackOutput.LANDING_CONTAINER),
        value(StackOutput.QUARANTINE_CONTAINER),
        value(StackOutput.ARTIFACTS_CONTAINER));
  }

  private Postgres postgres() {
    return new Postgres(
        value(StackOutput.POSTGRES_HOST),
        Integer.parseInt(value(StackOutput.POSTGRES_PORT)),
        value(StackOutput.POSTGRES_DATABASE),
        value(StackOutput.POSTGRES_USER),
        PostgresAdministrator.parse(value(StackOutput.POSTGRES_ADMINISTRATORS)),
        value(StackOutput.POSTGRES_PASSWORD_SECRET),
        PostgresAuth.of(value(StackOutput.POSTGRES_AUTH)));
  }

  private String value(StackOutput output) {
    return values.get(output.outputName());
  }
}
