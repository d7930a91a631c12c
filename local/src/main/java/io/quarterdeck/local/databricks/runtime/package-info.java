/** Emulates Databricks Runtime in the JVM of a task. No other JVM loads this package. */
package io.quarterdeck.local.databricks.runtime;
