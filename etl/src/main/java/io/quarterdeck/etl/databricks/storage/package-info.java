/** The lake as Unity Catalog opens it to the job, and the volume that the job's files lie in. */
package io.quarterdeck.etl.databricks.storage;
