package io.quarterdeck.local.databricks.secrets;

/**
 * The Key Vault of a secret scope.
 *
 * @param resourceId the resource id in Azure
 * @param dnsName the URL, which ends with a slash
 */
public record ScopeVault(String resourceId, String dnsName) {}
