/**
 * The export. It writes published rows from PostgreSQL to Blob as Parquet files and aggregates,
 * verifies them against the ledger, and publishes them in a manifest.
 */
package io.quarterdeck.jobs.export;
