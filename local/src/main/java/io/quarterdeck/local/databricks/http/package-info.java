/**
 * The HTTP server of the Databricks emulator: routes, queries, pages, errors and the rate limit.
 */
package io.quarterdeck.local.databricks.http;
