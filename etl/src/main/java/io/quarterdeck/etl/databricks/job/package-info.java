/**
 * The quarterly job's definition, how it differs from what the workspace has, and how the workspace
 * is brought to it.
 */
package io.quarterdeck.etl.databricks.job;
