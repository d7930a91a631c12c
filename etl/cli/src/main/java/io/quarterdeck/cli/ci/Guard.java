package io.quarterdeck.cli.ci;

import java.util.List;
import java.util.Map;

/**
 * A security rule that one property of a resource shows. docs/security.md lists all rules with the
 * same ids; these are the rules whose changes a reviewer must see first.
 */
enum Guard {
  STORAGE_CLOSED("CKV_AZURE_59", "storage:StorageAccount", "publicNetworkAccess", "Disabled"),
  STORAGE_DENIES("CKV_AZURE_35", "storage:StorageAccount", "networkRuleSet.defaultAction", "Deny"),
  STORAGE_TLS("CKV_AZURE_44", "storage:StorageAccount", "minimumTlsVersion", "TLS1_2"),
  STORAGE_KEYS("CKV2_AZURE_40", "storage:StorageAccount", "allowSharedKeyAccess", "false"),
  BLOBS_PRIVATE("CKV_AZURE_190", "storage:StorageAccount", "allowBlobPublicAccess", "false"),
  VAULT_CLOSED("CKV_AZURE_189", "keyvault:Vault", "properties.publicNetworkAccess", "Disabled"),
  VAULT_DENIES("CKV_AZURE_109", "keyvault:Vault", "properties.networkAcls.defaultAction", "Deny"),
  VAULT_PURGE("CKV_AZURE_110", "keyvault:Vault", "properties.enablePurgeProtection", "true"),
  POSTGRES_TOKENS(
      "MCSB IM-1", "dbforpostgresql:Server", "authConfig.activeDirectoryAuth", "Enabled"),
  POSTGRES_COPIES(
      "CKV_AZURE_136", "dbforpostgresql:Server", "backup.geoRedundantBackup", "Enabled"),
  CLUSTERS_INSIDE("MCSB NS-2", "databricks:Workspace", "parameters.enableNoPublicIp.value", "true");

  private final String rule;
  private final String type;
  private final String path;
  private final String guarded;

  Guard(String rule, String type, String path, String guarded) {
    this.rule = rule;
    this.type = type;
    this.path = path;
    this.guarded = guarded;
  }

  String rule() {
    return rule;
  }

  /** Returns the rule as {@code keyvault:Vault properties.enablePurgeProtection = true}. */
  String asks() {
    return type + " " + path + " = " + guarded;
  }

  List<Step> subjects(Preview preview) {
    return preview.steps().stream().filter(step -> step.shortType().equals(type)).toList();
  }

  boolean holds(Map<?, ?> inputs) {
    return PropertyPath.text(inputs, path).equals(guarded);
  }

  String value(Map<?, ?> inputs) {
    return PropertyPath.text(inputs, path);
  }
}
