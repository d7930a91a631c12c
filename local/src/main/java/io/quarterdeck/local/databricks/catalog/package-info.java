/** Unity Catalog: storage credentials, external locations and volumes. */
package io.quarterdeck.local.databricks.catalog;
