package io.quarterdeck.local.databricks.secrets;

/**
 * The Key Vault behind a secret scope.
 *
 * @param resourceId its resource id in Azure
 * @param dnsName its URL, with a slash at its end
 */
public record KeyVault(String resourceId, String dnsName) {}
