package io.quarterdeck.etl.review;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of resource that hold data which Pulumi cannot make again. The names are those of the
 * setting {@code quarterdeck:allowReplace}, which lets one go on purpose; a resource group or the
 * logs cannot be let go through the pipeline.
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

  /** What would be lost. */
  String what() {
    return what;
  }

  /** The name in allowReplace, or nothing when no setting lets it go. */
  Optional<String> setting() {
    return Optional.of(setting).filter(name -> !name.isEmpty());
  }
}
