/** Runs of jobs: queueing, tasks, retries, results and logs. */
package io.quarterdeck.local.databricks.runs;
