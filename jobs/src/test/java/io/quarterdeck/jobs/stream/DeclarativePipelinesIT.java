package io.quarterdeck.jobs.stream;

import static io.quarterdeck.jobs.stream.OrderText.cancelled;
import static io.quarterdeck.jobs.stream.OrderText.changed;
import static io.quarterdeck.jobs.stream.OrderText.order;
import static io.quarterdeck.jobs.stream.OrderText.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.stream.EventSql;
import io.quarterdeck.loader.stream.OrderPipeline;
import io.quarterdeck.loader.stream.OrderQuery;
import io.quarterdeck.loader.stream.SnapshotSql;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the queries of the pipeline with the open-source Spark Declarative Pipelines on Parquet, and
 * compares each table with the one that the job computed. Open-source Spark has neither {@code
 * EXPECT} nor {@code AUTO CDC}. In their place, the test selects the accepted events, and the first
 * one for each event id.
 */
@Tag("nightly")
class DeclarativePipelinesIT {
  private static final String PYTHON = "QUARTERDECK_PIPELINES_PYTHON";
  private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 30);

  /** The times at which a run processed an event differ between two runs. */
  private static final Set<String> OF_THE_RUN = Set.of("_ingested", SilverBatch.MERGED);

  @TempDir private Path folder;

  @Test
  void openSourcePipelinesComputeTheSameRows() throws Exception {
    String python = Optional.ofNullable(System.getenv(PYTHON)).orElse("");
    if ("true".equals(System.getenv("CI"))) {
      assertThat(python).as(PYTHON).isNotEmpty();
    }
    assumeTrue(
        !python.isEmpty(), "Set " + PYTHON + " to a Python with pyspark[pipelines] 4.1 (.ci/run)");
    OrderLake lake = new OrderLake(folder);
    fill(lake);
    lake.run();

    runPipeline(Path.of(python), lake);

    for (OrderQuery query : OrderQuery.values()) {
      Dataset<Row> ours = lake.lake().read(lake.lake().at(query.path()));
      Dataset<Row> theirs =
          lake.lake().session().read().parquet(warehouse(query.queryName()).toUri().toString());
      assertThat(rows(theirs, ours)).as(query.queryName()).isNotEmpty().isEqualTo(rows(ours, ours));
    }
  }

  private static void fill(OrderLake lake) throws Exception {
    LakeDataset stores = OrderLake.PIPELINE.stores();
    String header = "store_id,name,city,country,opened,closed\n";
    lake.copy(stores, DAY, header + "1,Centre,Lille,FR,2020-01-01,\n");
    lake.copy(stores, DAY.plusDays(1), header + "1,Centre,Paris,FR,2020-01-01,\n");
    String first = placed("e1", TEN, "o1", "5 2 10.10", "6 1 0.05");
    lake.arrive(
        TEN.plusSeconds(60),
        0,
        first,
        changed("e3", TEN.plusSeconds(20), "o2", 2, "5 3 1.00"),
        first,
        "{\"event_id\":\"e4\"",
        order("e5", "placed", TEN, "o3", 1, 1, "5 2000 1.00"),
        placed("e7", TEN.plusSeconds(50_000), "o5", "5 1 1.00"),
        placed("e8", TEN, "o6", "7 1 2.50"));
    lake.arrive(
        TEN.plusSeconds(90_000),
        1,
        placed("e2", TEN.plusSeconds(10), "o2", "5 9 9.99"),
        first,
        placed("e9", TEN.plusSeconds(89_000), "o7", "5 1 3.00"),
        cancelled("e10", TEN.plusSeconds(89_500), "o6", 2));
  }

  /** Returns the rows with the columns of another table, sorted. */
  private static List<String> rows(Dataset<Row> table, Dataset<Row> columns) {
    String[] names =
        Arrays.stream(columns.columns())
            .filter(name -> !OF_THE_RUN.contains(name))
            .map(name -> "to_json(struct(`" + name + "`))")
            .toArray(String[]::new);
    return table.selectExpr(names).collectAsList().stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }

  private Path warehouse(String table) {
    return folder.resolve("pipeline/spark-warehouse").resolve(table);
  }

  private void runPipeline(Path python, OrderLake lake) throws Exception {
    Path pipeline = Files.createDirectories(folder.resolve("pipeline/queries")).getParent();
    Files.writeString(
        pipeline.resolve("spark-pipeline.yml"),
        """
        name: orders
        storage: %s
        libraries:
          - glob:
              include: queries/**
        configuration:
          spark.sql.shuffle.partitions: "2"
          spark.sql.session.timeZone: %s
        """
            .formatted(
                pipeline.resolve("storage").toUri(),
                lake.lake().session().conf().get("spark.sql.session.timeZone")));
    Files.writeString(pipeline.resolve("queries/orders.sql"), sql(lake));
    Path log = pipeline.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                python.resolveSibling("spark-pipelines").toString(),
                "run",
                "--spec",
                "spark-pipeline.yml")
            .directory(pipeline.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .merge(
            "PATH", python.getParent().toString(), (path, bin) -> bin + File.pathSeparator + path);
    builder.environment().put("PYSPARK_PYTHON", python.toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Writes the inputs as Parquet, and returns the source file of the pipeline. */
  private String sql(OrderLake lake) {
    OrderPipeline pipeline = OrderLake.PIPELINE;
    List<String> statements = new ArrayList<>();
    statements.add(view(OrderPipeline.BRONZE, parquet(lake, "retail-orders")));
    statements.add(view(OrderPipeline.PARSED, pipeline.parsed()));
    statements.add(view(OrderPipeline.ACCEPTED, pipeline.accepted()));
    statements.add(view(OrderPipeline.STORES + "_copies", parquet(lake, "retail-stores")));
    statements.add(
        view(
            OrderPipeline.STORES,
            new SnapshotSql(pipeline.stores()).history(OrderPipeline.STORES + "_copies")));
    statements.add(view(OrderPipeline.PRODUCTS + "_copies", noProducts(pipeline.products())));
    statements.add(
        view(
            OrderPipeline.PRODUCTS,
            new SnapshotSql(pipeline.products()).history(OrderPipeline.PRODUCTS + "_copies")));
    for (OrderQuery query : OrderQuery.values()) {
      String text = pipeline.query(query);
      statements.add(
          "CREATE MATERIALIZED VIEW %s AS\n%s"
              .formatted(
                  query.queryName(),
                  query == OrderQuery.RETAIL_ORDERS ? firstOfEach(pipeline, text) : text));
    }
    return statements.stream().collect(Collectors.joining(";\n\n", "", ";\n"));
  }

  private static String view(String name, String query) {
    return "CREATE TEMPORARY VIEW %s AS\n%s".formatted(name, query);
  }

  private String parquet(OrderLake lake, String dataset) {
    String path = folder.resolve("parquet").resolve(dataset).toUri().toString();
    lake.lake().read(lake.lake().bronze(dataset)).write().parquet(path);
    return "SELECT * FROM parquet.`" + path + "`";
  }

  private static String noProducts(LakeDataset products) {
    return products.columns().stream()
        .map(column -> "CAST(NULL AS STRING) AS " + column.source())
        .collect(Collectors.joining(", ", "SELECT CAST(NULL AS DATE) AS _day, ", " LIMIT 0"));
  }

  private static String firstOfEach(OrderPipeline pipeline, String query) {
    return """
        SELECT * EXCEPT (_rank) FROM (
          SELECT *, row_number() OVER (PARTITION BY %s ORDER BY %s, _partition, _offset) AS _rank
          FROM (%s)
        ) WHERE _rank = 1"""
        .formatted(pipeline.orders().key(), EventSql.ENQUEUED, query);
  }
}
