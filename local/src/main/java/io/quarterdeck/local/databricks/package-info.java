/**
 * Databricks on one machine. The routes and the fields that are answered for are those that
 * Quarterdeck calls, and no others; what they mean is Databricks' published API (Jobs 2.2, Secrets
 * 2.0, Files 2.0, Workspace 2.0, Unity Catalog 2.1, Clusters 2.1). {@code wire} is HTTP, {@code
 * shape} what a request may say, and each of the other packages is one part of that API with its
 * state.
 */
package io.quarterdeck.local.databricks;
