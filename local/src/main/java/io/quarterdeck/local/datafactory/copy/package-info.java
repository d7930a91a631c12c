/**
 * The program that reads and writes Parquet for a copy. It runs in its own JVM with the libraries
 * of the local Spark.
 */
package io.quarterdeck.local.datafactory.copy;
