/**
 * The quarterly job on Databricks: its definition, its registration, and its runs. Nothing outside
 * this package and the commands that use it loads a class of Databricks' SDK.
 */
package io.quarterdeck.etl.databricks;
