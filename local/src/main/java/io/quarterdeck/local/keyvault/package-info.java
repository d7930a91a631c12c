/** Emulates Key Vault: vaults and secrets with soft delete, and the REST API of secrets. */
package io.quarterdeck.local.keyvault;
