/**
 * Registers and unregisters the dataset's job on Databricks. Only this package, its subpackages and
 * the commands that use them load classes of the Databricks SDK.
 */
package io.quarterdeck.azure.databricks;
