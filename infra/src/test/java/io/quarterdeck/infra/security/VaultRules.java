package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Values;
import java.util.List;
import java.util.Map;

/** Rules for Key Vault and its secrets. */
final class VaultRules {
  private static final String VAULT = "keyvault:Vault";
  private static final String KEY = "keyvault:Key";
  private static final String SECRET = "keyvault:Secret";

  private VaultRules() {}

  static List<Rule> rules() {
    return List.of(
        Rule.of(
            "CKV_AZURE_41",
            "secrets expire",
            SECRET,
            node -> Values.number(node, "properties.attributes.expires") > 0),
        Rule.of(
            "CKV_AZURE_40",
            "keys have an expiry date and are rotated before it",
            KEY,
            node ->
                Values.number(node, "properties.attributes.expires") > 0
                    && Values.at(node, "properties.rotationPolicy.attributes.expiryTime") != null
                    && Values.objects(node, "properties.rotationPolicy.lifetimeActions").stream()
                        .anyMatch(action -> action.get("action").equals(Map.of("type", "rotate")))),
        Rule.value(
            "CKV_AZURE_112",
            "keys are in hardware security modules",
            KEY,
            "properties.kty",
            "RSA-HSM"),
        Rule.of(
            "CKV_AZURE_42",
            "the vault is recoverable",
            VAULT,
            node ->
                Boolean.TRUE.equals(Values.at(node, "properties.enableSoftDelete"))
                    && Boolean.TRUE.equals(Values.at(node, "properties.enablePurgeProtection"))),
        Rule.value(
            "CKV_AZURE_109",
            "the network is denied by default",
            VAULT,
            "properties.networkAcls.defaultAction",
            "Deny"),
        Rule.value(
            "CKV_AZURE_110",
            "purge protection is on",
            VAULT,
            "properties.enablePurgeProtection",
            true),
        Rule.value(
            "CKV_AZURE_111", "soft delete is on", VAULT, "properties.enableSoftDelete", true),
        Rule.of(
            "CKV_AZURE_114",
            "secrets have a content type",
            SECRET,
            node -> Values.at(node, "properties.contentType") != null),
        Rule.value(
            "CKV_AZURE_189",
            "public network access is off",
            VAULT,
            "properties.publicNetworkAccess",
            "Disabled"),
        Rule.within(
            "CKV2_AZURE_32",
            "reached through a private endpoint",
            VAULT,
            (graph, vault) -> Endpoints.leadTo(graph, "vaultName", vault)),
        Rule.of(
            "MCSB PA-7",
            "access is granted by roles, not by access policies",
            VAULT,
            node ->
                Boolean.TRUE.equals(Values.at(node, "properties.enableRbacAuthorization"))
                    && Values.at(node, "properties.accessPolicies") == null));
  }
}
