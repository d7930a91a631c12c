/**
 * Defines the quarterly job, compares the definition with the workspace, and applies the
 * differences.
 */
package io.quarterdeck.azure.databricks.job;
