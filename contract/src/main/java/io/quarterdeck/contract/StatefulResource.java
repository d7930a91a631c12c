package io.quarterdeck.contract;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of resources that hold data that Pulumi cannot restore. In production, {@code infra}
 * protects them, except the resources that store logs. In all environments, the review of a change
 * refuses to replace or delete them. The setting {@code quarterdeck:allowReplace} permits this for
 * some types. No setting permits replacing a resource group or the logs.
 */
public enum StatefulResource {
  STORAGE_ACCOUNT("storage:StorageAccount", "files", Replaceable.STORAGE),
  CONTAINER("storage:BlobContainer", "files", Replaceable.STORAGE),
  VAULT("keyvault:Vault", "secrets and keys", Replaceable.VAULT),
  VAULT_SECRET("keyvault:Secret", "a secret", Replaceable.VAULT),
  VAULT_KEY("keyvault:Key", "a key", Replaceable.VAULT),
  SERVER("dbforpostgresql:Server", "databases", Replaceable.POSTGRES),
  DATABASE("dbforpostgresql:Database", "tables", Replaceable.POSTGRES),
  WORKSPACE("databricks:Workspace", "jobs, runs and files", Replaceable.DATABRICKS),
  FACTORY("datafactory:Factory", "pipelines and their runs", Replaceable.DATAFACTORY),
  EVENT_HUBS("eventhub:Namespace", "events", Replaceable.EVENTHUBS),
  EVENT_HUB("eventhub:EventHub", "events", Replaceable.EVENTHUBS),
  LOGS("operationalinsights:Workspace", "logs"),
  GROUP("resources:ResourceGroup", "everything in it");

  private final String type;
  private final String what;
  private final Optional<Replaceable> group;

  StatefulResource(String type, String what) {
    this(type, what, Optional.empty());
  }

  StatefulResource(String type, String what, Replaceable group) {
    this(type, what, Optional.of(group));
  }

  StatefulResource(String type, String what, Optional<Replaceable> group) {
    this.type = type;
    this.what = what;
    this.group = group;
  }

  /**
   * Returns the constant for a Pulumi type, which is passed without the prefix {@code
   * azure-native:}.
   */
  public static Optional<StatefulResource> ofType(String type) {
    return Arrays.stream(values()).filter(held -> held.type.equals(type)).findFirst();
  }

  /** Returns a description of the data that would be lost. */
  public String what() {
    return what;
  }

  /** Returns the group in the setting; empty if no setting permits replacing the resource. */
  public Optional<Replaceable> group() {
    return group;
  }

  /** Returns the name in the setting; empty if no setting permits replacing the resource. */
  public Optional<String> setting() {
    return group.map(Replaceable::settingName);
  }
}
