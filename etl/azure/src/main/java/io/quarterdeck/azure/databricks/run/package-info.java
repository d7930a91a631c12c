/** Starts, watches, lists and cancels runs of the dataset's job. */
package io.quarterdeck.azure.databricks.run;
