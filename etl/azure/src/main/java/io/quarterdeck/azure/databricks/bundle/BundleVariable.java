package io.quarterdeck.azure.databricks.bundle;

import java.util.Optional;

/** A variable of the bundle: a value that differs between stacks. */
public enum BundleVariable {
  /** The container of the tables. */
  LAKE("lake", "The container of the streaming system's tables: abfss://CONTAINER@HOST"),
  /** The container of incoming data. */
  LANDING("landing", "The container of incoming data: abfss://CONTAINER@HOST"),
  /** The host of the Event Hubs namespace. */
  EVENT_HUBS("event_hubs", "The host of the Event Hubs namespace"),
  /** The event hub. */
  HUB("hub", "The event hub"),
  /** The application id of the job's identity. */
  JOB_IDENTITY("job_identity", "The application id of the identity that runs jobs and pipeline"),
  /** The service credential. */
  SERVICE_CREDENTIAL("service_credential", "The service credential that signs in to Event Hubs"),
  /** The volume of the stack, without catalog and schema. */
  VOLUME("volume", "The volume of the stack, which setup-workspace created"),
  /** The catalog. */
  CATALOG("catalog", "The catalog of the volume and of the pipeline's tables"),
  /** The schema of the pipeline's tables. */
  SCHEMA("schema", "The schema of the pipeline's tables", "default"),
  /** The group that may start runs. */
  OPERATORS("operators", "The group that may start runs and see the dashboard", "admins"),
  /** The SQL warehouse of the dashboard. */
  WAREHOUSE("warehouse_id", "The id of the SQL warehouse that runs the queries of the dashboard");

  private final String variableName;
  private final String description;
  private final Optional<String> standard;

  BundleVariable(String variableName, String description) {
    this.variableName = variableName;
    this.description = description;
    this.standard = Optional.empty();
  }

  BundleVariable(String variableName, String description, String standard) {
    this.variableName = variableName;
    this.description = description;
    this.standard = Optional.of(standard);
  }

  /** Returns the name in the bundle. */
  public String variableName() {
    return variableName;
  }

  String description() {
    return description;
  }

  /** Returns the default; without one, a target must set the variable. */
  Optional<String> standard() {
    return standard;
  }

  /** Returns the text that the Databricks CLI replaces with the value. */
  String reference() {
    return "${var." + variableName + "}";
  }
}
