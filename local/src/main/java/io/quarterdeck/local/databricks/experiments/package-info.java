/** The part of MLflow's tracking API that Quarterdeck calls and its readers need. */
package io.quarterdeck.local.databricks.experiments;
