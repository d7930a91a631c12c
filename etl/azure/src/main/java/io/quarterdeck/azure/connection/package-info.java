/**
 * Connects to the Azure services of a stack: credentials, Resource Manager, Key Vault, and the
 * runner of its Databricks jobs.
 */
package io.quarterdeck.azure.connection;
