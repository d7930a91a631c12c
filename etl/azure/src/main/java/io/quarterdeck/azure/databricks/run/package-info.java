/** Starts, watches, lists and cancels runs of the quarterly job. */
package io.quarterdeck.azure.databricks.run;
