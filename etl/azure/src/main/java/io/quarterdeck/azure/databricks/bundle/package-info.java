/** Writes what register creates as a Declarative Automation Bundle of the Databricks CLI. */
package io.quarterdeck.azure.databricks.bundle;
