/**
 * Who may do what: the members of the workspace, the roles of the account, and the rights of
 * callers.
 */
package io.quarterdeck.local.databricks.identity;
