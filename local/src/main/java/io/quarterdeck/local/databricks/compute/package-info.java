/** The node types and runtimes for clusters. */
package io.quarterdeck.local.databricks.compute;
