/** Calls a Databricks workspace: its address, retries, failures and readiness. */
package io.quarterdeck.azure.databricks.workspace;
