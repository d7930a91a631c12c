/** The Azure Databricks workspace and its access connector. */
package io.quarterdeck.infra.foundation.databricks;
