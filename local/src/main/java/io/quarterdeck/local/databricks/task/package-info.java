/** Starts the tasks of runs as local Spark processes, and governs their access to Blob. */
package io.quarterdeck.local.databricks.task;
