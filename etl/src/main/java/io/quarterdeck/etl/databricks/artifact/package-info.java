/** Uploads, verifies and deletes the job's jar in the workspace. */
package io.quarterdeck.etl.databricks.artifact;
