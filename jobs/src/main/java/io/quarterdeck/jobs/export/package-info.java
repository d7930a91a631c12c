/**
 * The export: what is published in PostgreSQL becomes typed Parquet and aggregates in Blob, is
 * checked against the ledger, and only then named by the manifest.
 */
package io.quarterdeck.jobs.export;
