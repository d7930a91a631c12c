/**
 * The Pipelines API: declarative pipelines, their updates and events. An update runs the program of
 * the project with Structured Streaming, because open-source Spark does not run the SQL of
 * Databricks' pipelines.
 */
package io.quarterdeck.local.databricks.pipelines;
