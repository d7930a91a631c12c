/** The Spark applications that Databricks and the local stack run, each with its own main class. */
package io.quarterdeck.jobs;
