/** Manages the secret scope through which jobs read secrets from the vault. */
package io.quarterdeck.etl.databricks.secrets;
