package io.quarterdeck.jobs.source;

import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads.
 *
 * @param query a select
 */
record CopyPartition(String query) implements InputPartition {}
