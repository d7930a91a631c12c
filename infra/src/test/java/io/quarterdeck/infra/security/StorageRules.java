package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for storage accounts and their containers. */
final class StorageRules {
  private static final String ACCOUNT = "storage:StorageAccount";
  private static final String SERVICE = "storage:BlobServiceProperties";
  private static final Set<String> REPLICATED =
      Set.of("Standard_GRS", "Standard_RAGRS", "Standard_GZRS", "Standard_RAGZRS");

  private StorageRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.value("CKV_AZURE_3", "HTTPS only", ACCOUNT, "enableHttpsTrafficOnly", true),
        Rule.value(
            "CKV_AZURE_34",
            "containers are private",
            "storage:BlobContainer",
            "publicAccess",
            "None"),
        Rule.value(
            "CKV_AZURE_35",
            "the network is denied by default",
            ACCOUNT,
            "networkRuleSet.defaultAction",
            "Deny"),
        Rule.value(
            "CKV_AZURE_36",
            "trusted Azure services have access",
            ACCOUNT,
            "networkRuleSet.bypass",
            "AzureServices"),
        Rule.of(
            "CKV_AZURE_43",
            "names are 3 to 24 lower-case letters and digits",
            ACCOUNT,
            node -> String.valueOf(node.inputs().get("accountName")).matches("[a-z0-9]{3,24}")),
        Rule.value("CKV_AZURE_44", "TLS 1.2 at least", ACCOUNT, "minimumTlsVersion", "TLS1_2"),
        Rule.value(
            "CKV_AZURE_59",
            "public network access is off",
            ACCOUNT,
            "publicNetworkAccess",
            "Disabled"),
        Rule.value(
            "CKV_AZURE_190", "blobs cannot be public", ACCOUNT, "allowBlobPublicAccess", false),
        Rule.of(
            "CKV_AZURE_206",
            "bytes are copied to another region",
            ACCOUNT,
            node -> REPLICATED.contains(String.valueOf(Values.at(node, "sku.name")))),
        Rule.value("CKV_AZURE_244", "no local users", ACCOUNT, "isLocalUserEnabled", false),
        Rule.of(
            "CKV2_AZURE_1",
            "encrypted with a customer-managed key",
            ACCOUNT,
            node -> "Microsoft.Keyvault".equals(Values.at(node, "encryption.keySource"))),
        Rule.within(
            "CKV2_AZURE_21",
            "reads, writes and deletes of blobs are logged",
            ACCOUNT,
            (graph, account) ->
                graph.ofType("monitor:DiagnosticSetting").stream()
                    .anyMatch(
                        setting ->
                            String.valueOf(setting.inputs().get("resourceUri"))
                                    .endsWith(
                                        account.inputs().get("accountName")
                                            + "/blobServices/default")
                                && Values.objects(setting, "logs").stream()
                                    .anyMatch(log -> "allLogs".equals(log.get("categoryGroup"))))),
        Rule.within(
            "CKV2_AZURE_33",
            "reached through a private endpoint",
            ACCOUNT,
            (graph, account) -> Endpoints.leadTo(graph, "accountName", account)),
        Rule.of(
            "CKV2_AZURE_38",
            "deleted blobs and containers can be restored for at least 7 days",
            SERVICE,
            node ->
                Values.number(node, "deleteRetentionPolicy.days") >= 7
                    && Values.number(node, "containerDeleteRetentionPolicy.days") >= 7),
        Rule.value("CKV2_AZURE_40", "shared keys are off", ACCOUNT, "allowSharedKeyAccess", false),
        Rule.of(
            "CKV2_AZURE_41",
            "SAS tokens have an expiration policy",
            ACCOUNT,
            node -> node.inputs().get("sasPolicy") instanceof Map<?, ?>),
        Rule.value(
            "CKV2_AZURE_47",
            "no anonymous access to blobs",
            ACCOUNT,
            "allowBlobPublicAccess",
            false),
        Rule.value(
            "MCSB DP-4",
            "bytes at rest are encrypted twice",
            ACCOUNT,
            "encryption.requireInfrastructureEncryption",
            true),
        Rule.value(
            "MCSB DP-2",
            "nothing is replicated to another tenant",
            ACCOUNT,
            "allowCrossTenantReplication",
            false));
  }
}
