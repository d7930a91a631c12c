/** Credentials, TLS and HTTP for Azure: Resource Manager, Key Vault and tokens. */
package io.quarterdeck.azure.access;
