package io.quarterdeck.jobs.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.jobs.lake.LakeFolder;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.stream.OrderPipeline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A lake of the streaming system in a local folder, whose bronze a test fills. */
final class OrderLake {
  static final OrderPipeline PIPELINE = OrderPipeline.in(Path.of(".."));

  private final LakeFolder folder;
  private final Map<Integer, Long> offsets = new HashMap<>();

  OrderLake(Path folder) {
    this.folder = new LakeFolder(folder);
  }

  LakeRoot lake() {
    return folder.lake();
  }

  LakeFolder folder() {
    return folder;
  }

  /** Adds events to a partition of bronze, as one micro-batch. */
  void arrive(Instant enqueued, int partition, String... events) {
    List<byte[]> values = new ArrayList<>();
    for (String event : events) {
      values.add(event.getBytes(UTF_8));
    }
    arriveBytes(enqueued, partition, values);
  }

  void arriveBytes(Instant enqueued, int partition, List<byte[]> values) {
    List<Row> rows = new ArrayList<>();
    for (byte[] value : values) {
      long offset = offsets.merge(partition, 1L, Long::sum) - 1;
      rows.add(
          RowFactory.create(
              "retail-orders",
              partition,
              offset,
              Timestamp.from(enqueued),
              Timestamp.from(enqueued.plusSeconds(5)),
              "run-1",
              null,
              value,
              null));
    }
    lake()
        .session()
        .createDataFrame(rows, BronzeStream.SCHEMA)
        .coalesce(1)
        .write()
        .format("delta")
        .mode("append")
        .save(lake().bronze("retail-orders"));
  }

  /** Ingests a copy of the stores or the products. */
  void copy(LakeDataset dataset, LocalDate day, String csv) throws IOException {
    String source = folder.landing(dataset.name() + "/" + day);
    Path files = Files.createDirectories(Path.of(URI.create(source)));
    Files.writeString(files.resolve("rows.csv"), csv);
    Files.writeString(files.resolve("_SUCCESS"), "");
    folder.ingest(dataset, day, source);
  }

  /** Computes silver and gold. */
  void run() {
    new SilverStream(lake(), PIPELINE, "run-2", folder.progress()).run(StreamTrigger.AVAILABLE_NOW);
  }

  StreamVerdict verify() {
    return new StreamVerifier(lake(), PIPELINE).verify();
  }

  /** Returns the rows of a table, sorted, with spaces between the values. */
  List<String> rows(String table, String... columns) {
    return lake().read(lake().at(table)).selectExpr(columns).collectAsList().stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }
}
