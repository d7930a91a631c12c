/** Loads random files of random datasets, and compares the result with DuckDB. */
package io.quarterdeck.cli.property;
