/**
 * What stands in, in a task's JVM, for the part of Databricks' runtime that the jobs use: {@code
 * dbutils.fs}, under its own names. The jobs find it by these, as they do on a cluster.
 */
package com.databricks.dbutils_v1;
