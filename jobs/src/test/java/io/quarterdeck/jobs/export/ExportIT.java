package io.quarterdeck.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarterdeck.jobs.Ledgers;
import io.quarterdeck.jobs.Servers;
import io.quarterdeck.jobs.source.Source;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresSignIn;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the export with PostgreSQL, Azurite and Spark. */
class ExportIT {
  private static final String DATASET =
      """
      name: meter-readings
      table: meters.reading
      columns:
        - {name: taken, source: Taken, type: timestamp, format: yyyy-MM-dd HH:mm:ss.SSSSSS, nullable: true}
        - {name: site, source: Site, type: text, nullable: true}
        - {name: amount, source: Amount, type: "decimal(20,4)", nullable: true}
        - {name: ticks, source: Ticks, type: bigint, nullable: true}
        - {name: pulses, source: Pulses, type: integer, nullable: true}
        - {name: level, source: Level, type: double, nullable: true}
        - {name: estimated, source: Estimated, type: boolean, nullable: true}
        - {name: billed, source: Billed, type: date, format: yyyy-MM-dd, nullable: true}
      mode: append
      export:
        by: [site]
        period: {column: taken, every: quarter}
        sum: [amount, ticks, pulses, level]
      """;

  /**
   * Contains an hour that Berlin's daylight saving time skips, a site without a second quarter,
   * nulls, and the maximum bigint.
   */
  private static final String ROWS =
      """
      values (2, timestamp '2022-01-05 00:00:00.000001', 'Goa', 10.5000::numeric, 9223372036854775807, 1, 0.1::float8, true, date '2022-02-01'),
             (3, timestamp '2022-03-27 02:30:00', 'Goa', -0.0001, 9223372036854775807, 2, 0.2, false, date '1582-10-10'),
             (4, timestamp '2022-04-01 00:00:00', 'Goa', 3, 5, 2147483647, null, null, null),
             (5, timestamp '2022-02-01 00:00:00', 'Mon', 7, 1, 1, 1e300, true, date '2022-02-01'),
             (6, timestamp '2022-07-01 00:00:00', 'Mon', 9, 1, null, 1, true, date '2022-02-01'),
             (7, timestamp '2022-10-01 00:00:00', 'Mon', null, null, null, null, null, null),
             (8, null, null, null, null, null, null, null, null)
      """;

  private static TimeZone zone;
  private static SparkSession spark;
  private static Dataset dataset;
  private static Connection connection;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException, SQLException {
    zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Servers.running().settings().forEach(hadoop::set);
    hadoop.set("fs.azure.createRemoteFileSystemDuringInitialization", "true");
    dataset = DatasetFile.read(Files.writeString(folder.resolve("meters.yaml"), DATASET));
    connection = Servers.running().postgres().getPostgresDatabase().getConnection();
  }

  @AfterAll
  static void stop() throws SQLException {
    spark.stop();
    connection.close();
    TimeZone.setDefault(zone);
  }

  @BeforeEach
  void oneLoad() throws SQLException, IOException {
    for (int id = 1; id <= 3; id++) {
      Ledgers.run(connection, "drop table if exists " + dataset.table().partition(id).sql());
    }
    Ledgers.create(connection, dataset);
    Ledgers.publish(connection, dataset, 1, ROWS);
    files().delete(path("meter-readings"), true);
    files().delete(path("meter-readings-by-quarter"), true);
    files().delete(path("meter-readings-by-month"), true);
  }

  @Test
  void exportsAQuarterToItsOwnFolderAndLeavesTheManifestOfAllRowsUnchanged() throws Exception {
    export("all");
    DatasetExport.Published quarter =
        job().run(Servers.running().curated(), "q1", Optional.of(Quarter.parse("2022Q1")));

    assertThat(quarter.path()).isEqualTo("curated/meter-readings/quarter=2022Q1/manifest.json");
    assertThat(quarter.manifest().rows()).isEqualTo(3);
    assertThat(
            strings(
                parquet("meter-readings/quarter=2022Q1/run=q1").select("ticks").orderBy("ticks")))
        .containsExactly("1", "9223372036854775807", "9223372036854775807");
    assertThat(
            strings(
                parquet("meter-readings-by-quarter/quarter=2022Q1/run=q1").select("rows", "site")))
        .containsExactly("2|Goa", "1|Mon");
    assertThat(
            spark
                .read()
                .option("multiLine", true)
                .json(path("meter-readings/manifest.json").toString())
                .head()
                .<String>getAs("runId"))
        .isEqualTo("all");
  }

  @Test
  void writesEachColumnWithItsTypeAndEachValueExactly() throws Exception {
    export("typed");

    org.apache.spark.sql.Dataset<Row> data = parquet("meter-readings/run=typed");
    assertThat(data.schema().toDDL())
        .isEqualTo(
            "taken TIMESTAMP_NTZ,site STRING,amount DECIMAL(20,4),ticks BIGINT,pulses INT,"
                + "level DOUBLE,estimated BOOLEAN,billed DATE");
    assertThat(strings(data.orderBy("taken")))
        .containsExactly(
            "null|null|null|null|null|null|null|null",
            "2022-01-05 00:00:00.000001|Goa|10.5000|9223372036854775807|1|0.1|true|2022-02-01",
            "2022-02-01 00:00:00|Mon|7.0000|1|1|1.0E300|true|2022-02-01",
            "2022-03-27 02:30:00|Goa|-0.0001|9223372036854775807|2|0.2|false|1582-10-10",
            "2022-04-01 00:00:00|Goa|3.0000|5|2147483647|null|null|null",
            "2022-07-01 00:00:00|Mon|9.0000|1|null|1.0|true|2022-02-01",
            "2022-10-01 00:00:00|Mon|null|null|null|null|null|null");
  }

  @Test
  void namesTheColumnOfAValueThatSparkCannotRepresent() throws Exception {
    String table = dataset.table().partition(1).sql();
    for (String[] change :
        new String[][] {
          {"taken", "'infinity'", "TIMESTAMP_NTZ"},
          {"billed", "'-infinity'", "DATE"},
          {"amount", "'NaN'", "DECIMAL(20,4)"}
        }) {
      oneLoad();
      Ledgers.run(
          connection,
          "update %s set %s = %s where load_line = 3".formatted(table, change[0], change[1]));
      assertThat(
              Stream.iterate(
                  catchThrowable(() -> export("odd")), Objects::nonNull, Throwable::getCause))
          .filteredOn(Failure.class::isInstance)
          .singleElement()
          .extracting(Throwable::getMessage)
          .isEqualTo(
              "Cannot read column %s: found %s; expected a value of type %s. Fix the row in PostgreSQL, or load its file again."
                  .formatted(change[0], change[1].replace("'", ""), change[2]));
    }
  }

  @Test
  void readsAManuallyAlteredTableWithTheTypesOfTheDataset() throws Exception {
    Ledgers.run(
        connection,
        "alter table meters.reading alter column pulses type bigint, alter column site type char(8)");

    export("altered");

    assertThat(
            strings(
                parquet("meter-readings/run=altered").select("pulses", "site").orderBy("taken")))
        .contains("2147483647|Goa", "1|Mon");
  }

  @Test
  void requiresANotNullColumnInParquetAndRefusesANullInIt(@TempDir Path folder) throws Exception {
    String required =
        DATASET.replace("type: integer, nullable: true", "type: integer, nullable: false");
    Dataset strict = DatasetFile.read(Files.writeString(folder.resolve("strict.yaml"), required));
    assertThat(catchThrowable(() -> job(strict).run(Servers.running().curated(), "null")))
        .rootCause()
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read column pulses: found null; expected a value of type INT. Fix the row in PostgreSQL, or load its file again.");

    Ledgers.run(connection, "update meters.reading set pulses = 0 where pulses is null");
    job(strict).run(Servers.running().curated(), "strict");

    FileStatus file = files().globStatus(path("meter-readings/run=strict/part-*.parquet"))[0];
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromStatus(file, spark.sparkContext().hadoopConfiguration()))) {
      assertThat(reader.getFileMetaData().getSchema().toString())
          .contains("required int32 pulses", "optional int64 ticks");
    }
  }

  @Test
  void reportsTheErrorOfPostgres() throws Exception {
    Ledgers.run(connection, "alter table meters.reading rename column pulses to beats");

    assertThat(
            Stream.iterate(
                catchThrowable(() -> export("refused")), Objects::nonNull, Throwable::getCause))
        .filteredOn(Failure.class::isInstance)
        .singleElement()
        .extracting(Throwable::getMessage)
        .isEqualTo(
            "Cannot read from "
                + Servers.running().jdbcUrl()
                + ": column \"pulses\" does not exist (SQLSTATE 42703); expected the dataset's columns and an available"
                + " server. Fix the cause, then run the export again.");
  }

  @Test
  void aggregatesLikePostgresAndOmitsTheChangeAfterAMissingQuarter() throws Exception {
    export("sums");

    org.apache.spark.sql.Dataset<Row> aggregates = parquet("meter-readings-by-quarter/run=sums");
    assertThat(aggregates.columns())
        .containsExactly(
            "period_start",
            "site",
            "sum_amount",
            "sum_amount_change",
            "sum_ticks",
            "sum_ticks_change",
            "sum_pulses",
            "sum_pulses_change",
            "sum_level",
            "sum_level_change",
            "rows");
    assertThat(
            strings(
                aggregates.selectExpr(
                    "period_start", "site", "sum_amount", "sum_ticks", "sum_pulses", "rows")))
        .containsExactlyElementsOf(
            query(
                """
                select concat_ws('|', coalesce(date_trunc('quarter', taken)::date::text, 'null'),
                  coalesce(site, 'null'), coalesce(sum(amount)::text, 'null'),
                  coalesce(sum(ticks)::text, 'null'), coalesce(sum(pulses)::text, 'null'), count(*))
                from meters.reading group by date_trunc('quarter', taken), site
                order by date_trunc('quarter', taken) nulls first, site nulls first
                """));
    assertThat(
            strings(
                aggregates.selectExpr(
                    "period_start", "site", "sum_amount_change", "sum_ticks_change")))
        .containsExactly(
            "null|null|null|null",
            "2022-01-01|Goa|null|null",
            "2022-01-01|Mon|null|null",
            "2022-04-01|Goa|-7.4999|-18446744073709551609",
            "2022-07-01|Mon|null|null",
            "2022-10-01|Mon|null|null");
  }

  /** Uses keys of each type, with nulls. Both ways of aggregating must give the same result. */
  @Test
  void groupsComputedWhileWritingEqualGroupsComputedFromTheFiles(@TempDir Path folder)
      throws Exception {
    Ledgers.publish(connection, dataset, 2, ROWS);
    String exact =
        DATASET
            .replace("by: [site]", "by: [site, estimated, billed, amount, ticks, pulses]")
            .replace("every: quarter", "every: month")
            .replace("sum: [amount, ticks, pulses, level]", "sum: [pulses, amount, ticks]");
    Dataset variant = DatasetFile.read(Files.writeString(folder.resolve("exact.yaml"), exact));
    List<String> passing = phases(variant, "passing", "1000");
    List<String> afterwards = phases(variant, "afterwards", "0");

    assertThat(passing).contains("Checking what was written");
    assertThat(afterwards).contains("Checking the aggregates");
    org.apache.spark.sql.Dataset<Row> found = parquet("meter-readings-by-month/run=passing");
    org.apache.spark.sql.Dataset<Row> expected = parquet("meter-readings-by-month/run=afterwards");
    assertThat(found.schema()).isEqualTo(expected.schema());
    assertThat(strings(found)).hasSize(7).containsExactlyElementsOf(strings(expected));
    assertThat(
            strings(
                found.selectExpr(
                    "period_start", "billed", "sum_pulses", "sum_amount", "sum_ticks", "rows")))
        .containsExactlyInAnyOrderElementsOf(
            query(
                """
                select concat_ws('|', coalesce(date_trunc('month', taken)::date::text, 'null'),
                  coalesce(billed::text, 'null'), coalesce(sum(pulses)::text, 'null'),
                  coalesce(sum(amount)::text, 'null'), coalesce(sum(ticks)::text, 'null'), count(*))
                from meters.reading
                group by date_trunc('month', taken), site, estimated, billed, amount, ticks, pulses
                """));
  }

  private static List<String> phases(Dataset variant, String run, String groupsInMemory)
      throws SQLException {
    List<String> phases = new ArrayList<>();
    spark.sparkContext().conf().set(DataWriting.GROUPS_IN_MEMORY, groupsInMemory);
    try {
      job(variant, new Phases(phases)).run(Servers.running().curated(), run);
    } finally {
      spark.sparkContext().conf().remove(DataWriting.GROUPS_IN_MEMORY);
    }
    return phases;
  }

  @Test
  void sumsLongsOfEitherSignExactly() {
    org.apache.spark.sql.Dataset<Row> ticks =
        spark
            .createDataset(
                List.of(Long.MIN_VALUE, Long.MIN_VALUE, -1L, 4294967295L), Encoders.LONG())
            .toDF("ticks");

    Row sum = ticks.agg(ExactSum.of(ticks, "ticks", DataTypes.createDecimalType(38, 0))).head();

    assertThat(sum.getDecimal(0)).isEqualByComparingTo("-18446744069414584322");
  }

  @Test
  void exportsAllPublishedLoadsAndNoOthers() throws Exception {
    Ledgers.publish(connection, dataset, 2, ROWS);
    Ledgers.publish(connection, dataset, 3, ROWS);
    Ledgers.run(connection, "update quarterdeck.load set status = 'superseded' where id = 3");

    Manifest manifest = export("both").manifest();

    assertThat(manifest.loads())
        .containsExactly(
            new Manifest.Load(1, "file1.csv", "1".repeat(64), 7, 0),
            new Manifest.Load(2, "file2.csv", "2".repeat(64), 7, 0));
    assertThat(manifest.json()).contains("\"loadIds\" : [ 1, 2 ],");
    assertThat(manifest.rows()).isEqualTo(14);
    assertThat(manifest.sums().get("ticks")).isEqualByComparingTo("36893488147419103242");
    assertThat(parquet("meter-readings/run=both").count()).isEqualTo(14);
    assertThat(
            spark
                .read()
                .option("wholetext", true)
                .textFile(path("meter-readings/manifest.json").toString())
                .head())
        .isEqualTo(manifest.json());
  }

  @Test
  void publishesNothingIfRowsOrSumsDifferFromTheLedger() throws Exception {
    export("good");
    Ledgers.run(
        connection,
        "update quarterdeck.load set rows_loaded = 8,"
            + " columns = jsonb_set(columns, '{0,sum}', '\"29.5\"') where id = 1");

    assertThatThrownBy(() -> export("bad"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot publish the export of meter-readings: found 7 rows in"
                + " curated/meter-readings/run=bad, expected 8; sum of amount 29.4999 in"
                + " curated/meter-readings/run=bad, expected 29.5. Nothing was published. Load the"
                + " file again, then export.");

    assertThat(files().exists(path("meter-readings/run=bad"))).isFalse();
    assertThat(files().exists(path("meter-readings-by-quarter/run=bad"))).isFalse();
    assertThat(
            spark
                .read()
                .option("multiLine", true)
                .json(path("meter-readings/manifest.json").toString())
                .head()
                .<String>getAs("runId"))
        .isEqualTo("good");
    assertThat(files().exists(path("meter-readings/run=good"))).isTrue();
  }

  @Test
  void deletesFilesOfAFailedAttemptOfTheSameRun() throws Exception {
    files().mkdirs(path("meter-readings/run=again"));
    files().create(path("meter-readings/run=again/part-0.parquet")).close();

    assertThat(export("again").manifest().rows()).isEqualTo(7);
  }

  @Test
  void reportsThatNothingIsPublished() throws Exception {
    Ledgers.run(connection, "delete from quarterdeck.load");

    assertThatThrownBy(() -> export("none"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot export meter-readings: found no published load of it into meters.reading in the"
                + " ledger; expected at least one. Load a file first: quarterdeck load FILE.");
  }

  @Test
  void reportsThatThePasswordIsWrong() throws Exception {
    Ledgers.run(
        connection,
        "drop role if exists guarded",
        "create role guarded login password 'right'",
        "select pg_reload_conf()");

    assertThatThrownBy(
            () ->
                new DatasetExport(
                        spark, dataset, source("guarded", Optional.of("wrong")), Progress.silent())
                    .run(Servers.running().curated(), "denied"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("password authentication failed for user \"guarded\"")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void reportsThatBlobIsUnreachable() throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    int closedPort = Servers.freePort();
    hadoop.set("fs.azure.abfs.endpoint", "127.0.0.1:" + closedPort);
    try {
      // Use another container, so that Hadoop does not return a cached file system.
      URI container =
          URI.create(Servers.running().curated().toString().replace("curated", "unreachable"));
      assertThatThrownBy(() -> job().run(container, "unreachable"))
          .isInstanceOf(Failure.class)
          .hasMessageStartingWith("Cannot reach " + container + ": ")
          .hasMessageContaining("Connection refused");
    } finally {
      Servers.running().settings().forEach(hadoop::set);
    }
  }

  private static DatasetExport.Published export(String runId) throws SQLException {
    return job().run(Servers.running().curated(), runId);
  }

  private static DatasetExport job() {
    return job(dataset);
  }

  private static DatasetExport job(Dataset dataset) {
    return job(dataset, Progress.silent());
  }

  private static DatasetExport job(Dataset dataset, Progress progress) {
    return new DatasetExport(spark, dataset, source("postgres", Optional.empty()), progress);
  }

  private static FileSystem files() throws IOException {
    return FileSystem.get(Servers.running().curated(), spark.sparkContext().hadoopConfiguration());
  }

  private static org.apache.hadoop.fs.Path path(String path) {
    return new org.apache.hadoop.fs.Path(Servers.running().curated() + "/" + path);
  }

  private static org.apache.spark.sql.Dataset<Row> parquet(String path) {
    return spark.read().parquet(path(path).toString());
  }

  private static List<String> strings(org.apache.spark.sql.Dataset<Row> rows) {
    String[] texts =
        Arrays.stream(rows.columns())
            .map(name -> "coalesce(cast(`" + name + "` as string), 'null')")
            .toArray(String[]::new);
    return rows
        .selectExpr("concat_ws('|', " + String.join(", ", texts) + ")")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }

  private record Phases(List<String> seen) implements Progress {
    @Override
    public void phase(String what) {
      seen.add(what);
    }

    @Override
    public void advance(long done, long total, String unit) {}

    @Override
    public void note(String line) {}
  }

  private static Source source(String user, Optional<String> password) {
    return new Source(
        new PostgresEndpoint(
            Servers.running().jdbcUrl(), user, new PostgresSignIn.JobPassword(password)));
  }
}
