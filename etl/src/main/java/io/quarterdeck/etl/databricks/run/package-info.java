/** Runs of the quarterly job: started once, watched, listed, cancelled. */
package io.quarterdeck.etl.databricks.run;
