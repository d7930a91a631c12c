package io.quarterdeck.jobs.source;

import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Creates readers on the executors. Serialized to them with everything that is needed to open a
 * connection.
 *
 * @param schema the columns
 * @param options the database, as options of {@link Source}
 * @param listeners the listeners of the rows
 */
record CopyReaders(StructType schema, Map<String, String> options, RowListeners listeners)
    implements PartitionReaderFactory {
  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return CopyReader.open(
        Source.of(options), ((CopyPartition) partition).query(), schema, listeners.begin());
  }

  /** Does not include the options, which contain the password. */
  @Override
  public String toString() {
    return "readers by binary COPY";
  }
}
