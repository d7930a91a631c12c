/** Manages the secret scope through which jobs read secrets from the vault. */
package io.quarterdeck.azure.databricks.secrets;
