package io.quarterdeck.cli.ci;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of resources that contain data which Pulumi cannot restore. The setting {@code
 * quarterdeck:allowReplace} permits replacing resources by these names. The pipeline never replaces
 * a resource group or the logs.
 */
enum StatefulResource {
  STORAGE_ACCOUNT("storage:StorageAccount", "files", "storage"),
  CONTAINER("storage:BlobContainer", "files", "storage"),
  VAULT("keyvault:Vault", "secrets and keys", "vault"),
  VAULT_SECRET("keyvault:Secret", "a secret", "vault"),
  VAULT_KEY("keyvault:Key", "a key", "vault"),
  SERVER("dbforpostgresql:Server", "databases", "postgres"),
  DATABASE("dbforpostgresql:Database", "tables", "postgres"),
  WORKSPACE("databricks:Workspace", "jobs, runs and files", "databricks"),
  LOGS("operationalinsights:Workspace", "logs", ""),
  GROUP("resources:ResourceGroup", "everything in it", "");

  private final String type;
  private final String what;
  private final String setting;

  StatefulResource(String type, String what, String setting) {
    this.type = type;
    this.what = what;
    this.setting = setting;
  }

  static Optional<StatefulResource> of(Step step) {
    return Arrays.stream(values()).filter(held -> held.type.equals(step.shortType())).findFirst();
  }

  /** Returns the data that would be lost. */
  String what() {
    return what;
  }

  /** Returns the name in allowReplace; empty if no setting permits replacing the resource. */
  Optional<String> setting() {
    return Optional.of(setting).filter(name -> !name.isEmpty());
  }
}
