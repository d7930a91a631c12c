/**
 * Emulates a Databricks workspace. Only the routes and fields that Quarterdeck calls are supported;
 * their behaviour is that of Databricks' published API (Jobs 2.2, Secrets 2.0, Files 2.0, Workspace
 * 2.0, Unity Catalog 2.1, Clusters 2.1). The package {@code api} contains the code that all parts
 * of the API share. Each other package contains one part of the API with its state.
 */
package io.quarterdeck.local.databricks;
