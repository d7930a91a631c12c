/** The Spark applications that Databricks runs, and the local stack too: one main class each. */
package io.quarterdeck.jobs;
