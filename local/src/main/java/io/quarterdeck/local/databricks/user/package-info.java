/** The workspace and its current user. */
package io.quarterdeck.local.databricks.user;
