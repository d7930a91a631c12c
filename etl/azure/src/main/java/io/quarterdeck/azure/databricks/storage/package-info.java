/** Manages the job's access to the lake in Unity Catalog, and the volume for the job's files. */
package io.quarterdeck.azure.databricks.storage;
