/** Uploads, verifies and deletes the job's jar in the workspace. */
package io.quarterdeck.azure.databricks.artifact;
