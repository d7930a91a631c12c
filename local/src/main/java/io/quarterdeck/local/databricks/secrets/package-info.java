/** Secret scopes that are backed by Key Vault. */
package io.quarterdeck.local.databricks.secrets;
