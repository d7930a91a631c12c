package io.quarterdeck.jobs.source;

import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What is sent to the executors: enough to open a connection there.
 *
 * @param schema the columns
 * @param options where the database is
 * @param watches who sees the rows
 */
record CopyReaders(StructType schema, Map<String, String> options, RowWatches watches)
    implements PartitionReaderFactory {
  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return CopyReader.open(
        Source.of(options), ((CopyPartition) partition).query(), schema, watches.begin());
  }

  /** Never shows the options, which have the password. */
  @Override
  public String toString() {
    return "readers by binary COPY";
  }
}
