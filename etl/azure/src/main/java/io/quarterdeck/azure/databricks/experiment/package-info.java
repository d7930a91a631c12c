/** The trainings of the lakehouse's models as runs of an MLflow experiment. */
package io.quarterdeck.azure.databricks.experiment;
