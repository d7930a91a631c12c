/**
 * Classes that all parts of the emulated workspace share: routes, queries, pages, errors, the rate
 * limit and the files of the state.
 */
package io.quarterdeck.local.databricks.api;
