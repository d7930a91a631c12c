/** The secret scope through which a job reads what the vault holds. */
package io.quarterdeck.etl.databricks.secrets;
