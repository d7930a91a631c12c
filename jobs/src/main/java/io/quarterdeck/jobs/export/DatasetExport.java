package io.quarterdeck.jobs.export;

import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.jobs.group.Group;
import io.quarterdeck.jobs.source.Source;
import io.quarterdeck.jobs.source.SparkTypes;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.Export;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.failure.ToolVersion;
import io.quarterdeck.loader.progress.Progress;
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
 * Exports a dataset: reads the list of published loads once, writes the files, verifies them, and
 * publishes them last. If a step fails, the export deletes the run's folders and the manifest stays
 * unchanged.
 */
public final class DatasetExport {
  /**
   * Options for writing files. Zstandard produces smaller files than Snappy in the same time, and
   * current Parquet readers support it. With version 2 of the commit algorithm, tasks move their
   * files to the final location; with version 1, the driver moves all files again one by one.
   * Version 2 is safe here because readers do not use the files before the manifest names the run.
   */
  static final Map<String, String> WRITING =
      Map.of("compression", "zstd", "mapreduce.fileoutputcommitter.algorithm.version", "2");

  private final SparkSession session;
  private final Dataset dataset;
  private final Source source;
  private final Progress progress;

  /**
   * @param session the Spark session; the export uses a new session derived from it, so its
   *     settings do not change
   * @param source the database with the dataset's table and the ledger
   */
  public DatasetExport(SparkSession session, Dataset dataset, Source source, Progress progress) {
    this.session = session.newSession();
    // In ANSI mode, an overflow is an error instead of null or a wrapped value, regardless of the
    // cluster's setting.
    this.session.conf().set("spark.sql.ansi.enabled", "true");
    this.dataset = dataset;
    this.source = source;
    this.progress = progress;
  }

  /**
   * The result of an export.
   *
   * @param manifest the manifest
   * @param path the manifest's container and path
   */
  public record Published(Manifest manifest, String path) {}

  /**
   * Exports the currently published loads.
   *
   * @param container the curated container, as {@code abfs://CONTAINER@HOST}
   * @param runId the run's id, which is part of its folder names
   * @throws io.quarterdeck.loader.failure.Failure if nothing is published, a server is unreachable,
   *     or a check fails
   */
  public Published run(URI container, String runId) throws SQLException {
    return run(container, runId, Optional.empty());
  }

  /**
   * Exports the rows of one quarter of the currently published loads to a separate folder. The
   * manifest of the complete export does not change.
   *
   * @param quarter the quarter; if empty, all rows are exported
   */
  public Published run(URI container, String runId, Optional<Quarter> quarter) throws SQLException {
    Part part = Part.of(dataset, quarter);
    Optional<Aggregates> aggregates =
        dataset.export().map(export -> new Aggregates(dataset, export));
    Map<String, DataType> sums = sums();
    progress.phase("Reading the ledger");
    try (Connection connection = source.connect()) {
      List<PublishedLoad> loads = PublishedLoad.all(connection, dataset);
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
      // From here on, readers may use the new manifest, so its folders are never deleted.
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
