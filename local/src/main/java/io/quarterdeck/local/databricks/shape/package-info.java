/** Validates the JSON of requests. */
package io.quarterdeck.local.databricks.shape;
