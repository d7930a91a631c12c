package io.quarterdeck.jobs.source;

import org.apache.spark.sql.connector.read.InputPartition;

/**
 * The part of the source that one task reads.
 *
 * @param query a SELECT statement
 */
record CopyPartition(String query) implements InputPartition {}
