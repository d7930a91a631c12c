/** Starts the tasks of runs as local Spark processes, and controls their access to Blob. */
package io.quarterdeck.local.databricks.task;
