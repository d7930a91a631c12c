/**
 * The streaming system's tables as Spark SQL: how the dataset file of events becomes a query, and
 * how the queries of {@code streaming/pipelines} become a declarative pipeline of Databricks.
 */
package io.quarterdeck.loader.stream;
