package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Values;
import java.util.List;

/** Rules for the database server. */
final class PostgresRules {
  private static final String SERVER = "dbforpostgresql:Server";

  private PostgresRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.parameter("CKV_AZURE_30", "checkpoints are logged", "log_checkpoints", "on"::equals),
        Rule.parameter("CKV_AZURE_31", "connections are logged", "log_connections", "on"::equals),
        Rule.parameter(
            "CKV_AZURE_32",
            "failed sign-ins are throttled",
            "connection_throttle.enable",
            "on"::equals),
        Rule.parameter(
            "CKV_AZURE_146",
            "server logs are kept for more than 3 days",
            "logfiles.retention_days",
            days -> Integer.parseInt(days) > 3),
        Rule.value(
            "CKV_AZURE_136",
            "backups are copied to another region",
            SERVER,
            "backup.geoRedundantBackup",
            "Enabled"),
        Rule.of(
            "CKV2_AZURE_26",
            "no firewall rule lets in all addresses",
            "dbforpostgresql:FirewallRule",
            node ->
                !"0.0.0.0".equals(node.inputs().get("startIpAddress"))
                    && !"255.255.255.255".equals(node.inputs().get("endIpAddress"))),
        Rule.of(
            "CKV2_AZURE_57",
            "inside the virtual network (delegated subnet; the rule asks for a private endpoint)",
            SERVER,
            node ->
                Values.at(node, "network.delegatedSubnetResourceId") != null
                    && Values.at(node, "network.privateDnsZoneArmResourceId") != null),
        Rule.parameter("MCSB DP-3", "TLS is required", "require_secure_transport", "on"::equals),
        Rule.parameter(
            "MCSB DP-3 (version)",
            "TLS 1.2 at least",
            "ssl_min_protocol_version",
            "TLSv1.2"::equals),
        Rule.parameter(
            "MCSB LT-3 (audit)",
            "changes of structure and of roles are audited",
            "pgaudit.log",
            categories -> categories.contains("ddl") && categories.contains("role")),
        Rule.value(
            "MCSB DP-5",
            "encrypted with a customer-managed key",
            SERVER,
            "dataEncryption.type",
            "AzureKeyVault"),
        Rule.value(
            "MCSB IM-1", "sign-in by Entra", SERVER, "authConfig.activeDirectoryAuth", "Enabled"),
        Rule.value(
            "MCSB IM-1 (passwords)",
            "no sign-in by password",
            SERVER,
            "authConfig.passwordAuth",
            "Disabled"),
        Rule.value(
            "MCSB BR-1",
            "a standby in another zone",
            SERVER,
            "highAvailability.mode",
            "ZoneRedundant"));
  }
}
