/** Starts the tasks of runs as local Spark processes. */
package io.quarterdeck.local.databricks.task;
