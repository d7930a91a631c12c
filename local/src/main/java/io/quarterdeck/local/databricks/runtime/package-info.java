/** What stands in for Databricks' runtime in a task's JVM, and is loaded nowhere else. */
package io.quarterdeck.local.databricks.runtime;
