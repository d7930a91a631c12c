package io.quarterdeck.jobs.source;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The Spark table for a list of queries: it returns all columns of all rows, with one partition per
 * query.
 *
 * @param readSchema the columns
 * @param options the database, as options of {@link Source}
 * @param queries the queries to execute
 * @param listeners the listeners of the rows
 */
record CopyTable(
    StructType readSchema,
    Map<String, String> options,
    List<String> queries,
    RowListeners listeners)
    implements SupportsRead, ScanBuilder, Scan, Batch {
  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ignored) {
    return this;
  }

  @Override
  public Scan build() {
    return this;
  }

  /**
   * The columns.
   *
   * @deprecated by Spark, which still requires an implementation
   */
  @Override
  @Deprecated
  public StructType schema() {
    return readSchema;
  }

  @Override
  public Column[] columns() {
    return Arrays.stream(readSchema.fields())
        .map(field -> Column.create(field.name(), field.dataType(), field.nullable()))
        .toArray(Column[]::new);
  }

  @Override
  public String description() {
    return queries.size() + " queries by binary COPY";
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return queries.stream().map(CopyPartition::new).toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new CopyReaders(readSchema, Map.copyOf(options), listeners);
  }

  /** Does not include the options, which contain the password. */
  @Override
  public String toString() {
    return description();
  }
}
