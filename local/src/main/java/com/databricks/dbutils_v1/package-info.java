/**
 * Emulates {@code dbutils.fs} of Databricks Runtime in the JVM of a task. The package and class
 * names are those of Databricks, because the jobs look them up by name.
 */
package com.databricks.dbutils_v1;
