/** The files of the workspace and of volumes. */
package io.quarterdeck.local.databricks.files;
