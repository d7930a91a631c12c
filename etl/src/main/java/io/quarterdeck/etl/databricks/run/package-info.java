/** Starts, watches, lists and cancels runs of the quarterly job. */
package io.quarterdeck.etl.databricks.run;
