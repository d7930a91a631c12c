/**
 * Sets up a workspace once for a stack's jobs: members, access to the lake, secrets, and rights.
 * Each part is created or changed only if it is missing.
 */
package io.quarterdeck.azure.databricks.setup;
