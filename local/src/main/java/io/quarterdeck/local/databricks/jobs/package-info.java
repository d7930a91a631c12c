/** The jobs of the workspace and the rules for their settings. */
package io.quarterdeck.local.databricks.jobs;
