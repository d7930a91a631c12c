/**
 * The batch system loads files into PostgreSQL, and its job exports the rows as Parquet. The
 * command line creates the tables and the job. This package declares the container for the exports.
 */
package io.quarterdeck.infra.batch;
