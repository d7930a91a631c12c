/**
 * Defines the dataset's job and the secret scope that its cluster reads, compares them with the
 * workspace, and applies the differences.
 */
package io.quarterdeck.azure.databricks.job;
