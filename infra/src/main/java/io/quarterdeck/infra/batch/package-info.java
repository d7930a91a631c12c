/**
 * The batch system: files are loaded into PostgreSQL, and a job exports them as Parquet. Its tables
 * and its job are created by the command line; this package has what the job needs in Azure.
 */
package io.quarterdeck.infra.batch;
