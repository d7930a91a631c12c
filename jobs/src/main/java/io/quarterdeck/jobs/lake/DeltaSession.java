package io.quarterdeck.jobs.lake;

import io.quarterdeck.contract.CorrelationId;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The settings of Spark sessions that read and write Delta tables. */
public final class DeltaSession {
  private DeltaSession() {}

  /**
   * Returns the settings with which a session must be created, unless the runtime of Databricks
   * created it. The settings for small numbers of files keep small tables fast: the defaults of
   * Spark and Delta plan for clusters, and a VACUUM of an empty table takes two minutes.
   *
   * <p>Adaptive execution starts a job for each stage of a query. A VACUUM has about twenty stages,
   * with eight tasks each, for a few files. Without it, and with two partitions, OPTIMIZE, VACUUM
   * and the description of a table need half of the processor time (decision 103). On Databricks,
   * adaptive execution stays on. Source: Spark, "Performance Tuning", "Adaptive Query Execution".
   */
  public static Map<String, String> settings() {
    return Map.of(
        "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.sql.sources.parallelPartitionDiscovery.parallelism", "2",
        "spark.databricks.delta.snapshotPartitions", "1",
        "spark.sql.adaptive.enabled", "false",
        "spark.sql.shuffle.partitions", "2");
  }

  /**
   * Returns a new session for the lake, derived from another one, whose settings do not change. In
   * ANSI mode, an overflow is an error. Times are in UTC, and Parquet files have the standard type
   * of timestamps instead of INT96. New tables have no deletion vectors, because the serverless SQL
   * pool of Synapse refuses to read tables that have them. A workspace of Databricks can switch
   * them on for new tables. Source: Databricks documentation, "Deletion vectors in Databricks".
   */
  public static SparkSession of(SparkSession session) {
    SparkSession lake = session.newSession();
    lake.conf().set("spark.sql.ansi.enabled", "true");
    lake.conf().set("spark.sql.session.timeZone", "UTC");
    lake.conf().set("spark.databricks.delta.properties.defaults.enableDeletionVectors", "false");
    lake.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    return lake;
  }

  /**
   * Writes the correlation id to each commit of the session, where the history of a table shows it
   * as {@code userMetadata}. Source: Databricks documentation, "Enrich tables with custom
   * metadata".
   */
  public static void correlate(SparkSession lake, CorrelationId id) {
    lake.conf().set("spark.databricks.delta.commitInfo.userMetadata", id.text());
  }
}
