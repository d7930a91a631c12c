package io.quarterdeck.jobs.export;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.Export;
import io.quarterdeck.etl.dataset.Quarter;
import io.quarterdeck.etl.terminal.Progress;
import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.jobs.group.Group;
import io.quarterdeck.jobs.source.Source;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;

/**
 * Exports one dataset: pins the published loads, writes, checks what was written, and publishes
 * last. What fails on the way leaves the manifest as it was and none of this run's folders.
 */
public final class DatasetExport {
  /**
   * How files are written. Zstandard: smaller files than Snappy for the same time; each Parquet
   * reader of today has it. Each task moves its files to their place, where the first algorithm has
   * the driver move all of them again, one by one: nobody looks before the manifest names the run.
   */
  static final Map<String, String> WRITING =
      Map.of("compression", "zstd", "mapreduce.fileoutputcommitter.algorithm.version", "2");

  private final SparkSession session;
  private final Dataset dataset;
  private final Source source;
  private final Progress progress;

  /**
   * @param session Spark; a session of its own is made of it, so its settings stay as they are
   * @param source where the dataset's table and the ledger are
   */
  public DatasetExport(SparkSession session, Dataset dataset, Source source, Progress progress) {
    this.session = session.newSession();
    // A sum that is too large is an error, never null and never a wrap, whatever the cluster says.
    this.session.conf().set("spark.sql.ansi.enabled", "true");
    this.dataset = dataset;
    this.source = source;
    this.progress = progress;
  }

  /**
   * What an export left.
   *
   * @param manifest the manifest
   * @param path where it is: container and path
   */
  public record Published(Manifest manifest, String path) {}

  /**
   * Exports the loads that are published now.
   *
   * @param container the curated container, as {@code abfs://CONTAINER@HOST}
   * @param runId names the folders of this run
   * @throws io.quarterdeck.etl.Failure when nothing is published, a server cannot be reached, or a
   *     check fails
   */
  public Published run(URI container, String runId) throws SQLException {
    return run(container, runId, Optional.empty());
  }

  /**
   * Exports one quarter's rows of the loads that are published now, to a place of their own: what
   * readers of the whole follow stays as it is.
   *
   * @param quarter the quarter; without one, all rows are exported
   */
  public Published run(URI container, String runId, Optional<Quarter> quarter) throws SQLException {
    Part part = Part.of(dataset, quarter);
    Optional<Aggregates> aggregates =
        dataset.export().map(export -> new Aggregates(dataset, export));
    Map<String, DataType> sums = sums();
    progress.phase("Reading the ledger");
    try (Connection connection = source.connect()) {
      List<PublishedLoad> loads = Ledger.published(connection, dataset);
      Totals expected = part.expected(connection, loads, List.copyOf(sums.keySet()));
      Curated curated =
          new Curated(
              container,
              part,
              runId,
              BlobFiles.here(() -> session.sparkContext().hadoopConfiguration()));
      curated.prepare();
      Manifest manifest;
      try {
        Optional<List<Group>> groups =
            new DataWriting(session, dataset, source, aggregates, progress)
                .write(queries(connection, loads, part), expected.rows(), curated);
        Totals found =
            new ReadBack(session, dataset, curated, aggregates, sums, expected, progress)
                .check(groups);
        progress.phase("Publishing");
        manifest = manifest(runId, loads, found, curated);
        curated.keep(manifest.json());
      } catch (RuntimeException e) {
        discard(curated, e);
        throw e;
      }
      // From here on readers may follow the new manifest, so its folders stay whatever happens.
      curated.publish(manifest.json());
      return new Published(manifest, curated.shown(curated.manifest()));
    }
  }

  private Map<String, DataType> sums() {
    Map<String, DataType> sums = new LinkedHashMap<>();
    for (String column : dataset.export().map(Export::sum).orElse(List.of())) {
      sums.put(column, SparkTypes.ofSum(Columns.of(dataset, column)));
    }
    return sums;
  }

  private List<String> queries(Connection connection, List<PublishedLoad> loads, Part part) {
    return new PublishedTable(dataset, part)
        .queries(connection, loads, session.sparkContext().defaultParallelism());
  }

  private Manifest manifest(
      String runId, List<PublishedLoad> loads, Totals found, Curated curated) {
    Map<String, BigDecimal> sums = new LinkedHashMap<>();
    found.sums().forEach((column, sum) -> sums.put(column, sum.value()));
    return new Manifest(
        dataset.name(),
        runId,
        loads.stream()
            .map(
                load ->
                    new Manifest.Load(
                        load.id(), load.file(), load.sha256(), load.rows(), load.repairs()))
            .toList(),
        found.rows(),
        sums,
        curated.shown(curated.data()),
        curated.aggregates().map(curated::shown),
        dataset.columns().stream()
            .map(
                column ->
                    new Manifest.Field(
                        column.name(), SparkTypes.of(column).sql(), column.nullable()))
            .toList(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        session.version(),
        ToolVersion.current());
  }

  private static void discard(Curated curated, RuntimeException failure) {
    try {
      curated.discard();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
