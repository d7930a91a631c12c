/** A Databricks workspace: its address, calls to it and their failures, and its readiness. */
package io.quarterdeck.etl.databricks.workspace;
