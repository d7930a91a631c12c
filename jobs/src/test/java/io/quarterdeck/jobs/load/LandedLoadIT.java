package io.quarterdeck.jobs.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.jobs.Servers;
import io.quarterdeck.jobs.blob.BlobFiles;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.dataset.LoadMode;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresSignIn;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.RejectLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the load task with PostgreSQL and Azurite. */
class LandedLoadIT {
  private static final String ACCOUNT = "devstoreaccount1.dfs.core.windows.net";
  private static final URI LANDING = URI.create("abfs://landing@" + ACCOUNT);
  private static final URI QUARANTINE = URI.create("abfs://quarantine@" + ACCOUNT);
  private static final Dataset SALES =
      DatasetFile.parse(
          """
          name: sales
          table: shop.sales
          columns:
            - {name: day, type: date, format: yyyy-MM-dd, nullable: false}
            - {name: amount, type: bigint, nullable: false}
          mode: append
          """,
          Path.of("sales.yaml"));

  private static final Dataset REPLACED =
      new Dataset(
          SALES.name(),
          SALES.table(),
          SALES.csv(),
          SALES.columns(),
          SALES.indexes(),
          LoadMode.REPLACE,
          SALES.export(),
          SALES.schedule());

  private static Configuration hadoop;
  private static Connection connection;

  private final List<String> notes = new ArrayList<>();
  private Dataset dataset = SALES;

  @BeforeAll
  static void start() throws SQLException {
    hadoop = new Configuration(false);
    Servers.running().settings().forEach(hadoop::set);
    hadoop.set("fs.abfs.impl", "org.apache.hadoop.fs.azurebfs.AzureBlobFileSystem");
    hadoop.set("fs.azure.createRemoteFileSystemDuringInitialization", "true");
    // Azurite lists a marker folder twice unless pages contain a single blob.
    hadoop.set("fs.azure.list.max.results", "1");
    connection = Servers.running().postgres().getPostgresDatabase().getConnection();
  }

  @AfterAll
  static void stop() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists quarterdeck cascade");
    }
    connection.close();
  }

  @BeforeEach
  void empty() throws IOException, SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists shop cascade");
      statement.execute("drop schema if exists quarterdeck cascade");
    }
    files(LANDING).delete(new org.apache.hadoop.fs.Path(LANDING + "/sales"), true);
    files(QUARANTINE).delete(new org.apache.hadoop.fs.Path(QUARANTINE + "/sales"), true);
  }

  @Test
  void loadsLandedFilesOnce() throws Exception {
    land("sales/a.csv", "day,amount\n2026-01-01,1\n2026-01-02,2\n");
    land("sales/sha256=0/b.csv", "day,amount\n2026-02-01,30\n");
    land("sales/_SUCCESS", "");

    load("7");

    assertThat(query("select day || ' ' || amount from shop.sales order by 1"))
        .containsExactly("2026-01-01 1", "2026-01-02 2", "2026-02-01 30");
    assertThat(query("select distinct correlation_id from quarterdeck.load"))
        .containsExactly("run-7");
    assertThat(query("select who || ' ' || landing from quarterdeck.load order by id"))
        .containsExactly("run 7 landing/sales/a.csv", "run 7 landing/sales/sha256=0/b.csv");

    notes.clear();
    load("8");
    assertThat(notes)
        .containsExactly("Nothing new in landing/sales/: all of its 2 files were loaded before");
    assertThat(query("select count(*) from quarterdeck.load")).containsExactly("2");
  }

  @Test
  void anEmptyLandingFolderIsNotAFailure() throws Exception {
    load("7");

    assertThat(notes).containsExactly("Nothing new in landing/sales/: it is empty");
  }

  @Test
  void movesAFileWithRejectsToQuarantineAndLoadsTheNextFile() throws Exception {
    land("sales/bad.csv", "day,amount\n2026-01-01,1\n2026-01-02,two\n");
    land("sales/good.csv", "day,amount\n2026-02-01,30\n");

    assertThatThrownBy(() -> load("7"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "Cannot load 1 of 2 files in landing/sales/: landing/sales/bad.csv (now"
                + " quarantine/sales/bad.csv): ")
        .hasMessageEndingWith(". The others are loaded. Fix these files and upload them again.");

    assertThat(query("select amount from shop.sales")).containsExactly("30");
    assertThat(exists(LANDING, "sales/bad.csv")).isFalse();
    assertThat(exists(QUARANTINE, "sales/bad.csv")).isTrue();
    assertThat(exists(QUARANTINE, "sales/bad.csv.rejects.csv")).isTrue();

    notes.clear();
    load("8");
    assertThat(notes)
        .containsExactly("Nothing new in landing/sales/: all of its 1 files were loaded before");
  }

  /** Databricks retries a failed task, and reports the result of the last attempt. */
  @Test
  void eachAttemptOfARunFailsForAFileThatOneOfThemRefused() throws Exception {
    land("sales/bad.csv", "day,amount\n2026-01-02,two\n");
    land("sales/good.csv", "day,amount\n2026-02-01,30\n");
    Throwable first = catchThrowable(() -> load("7"));
    assertThat(first).isInstanceOf(Failure.class);
    land("sales/worse.csv", "day,amount\nnever,1\n");
    land("sales/late.csv", "day,amount\n2026-03-01,4\n");

    assertThatThrownBy(() -> load("7"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "Cannot load 2 of 4 files in landing/sales/: landing/sales/bad.csv (now"
                + " quarantine/sales/bad.csv): ")
        .hasMessageContaining("; landing/sales/worse.csv (now quarantine/sales/worse.csv): ");
    assertThat(query("select amount from shop.sales order by 1")).containsExactly("4", "30");

    notes.clear();
    load("7", "1", Servers.running().jdbcUrl());
    assertThat(notes)
        .containsExactly("Nothing new in landing/sales/: all of its 2 files were loaded before");
  }

  @Test
  void anUnreachableServerMovesNothingToQuarantine() throws Exception {
    land("sales/a.csv", "day,amount\n2026-01-01,1\n");
    int closedPort = Servers.freePort();

    assertThatThrownBy(() -> load("7", "jdbc:postgresql://127.0.0.1:" + closedPort + "/postgres"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot read the ledger: ");

    assertThat(exists(LANDING, "sales/a.csv")).isTrue();
    assertThat(exists(QUARANTINE, "sales/a.csv")).isFalse();
  }

  /**
   * Blob reports the landing time in whole seconds; the ledger uses the clock of the database
   * server.
   */
  @Test
  void movesAFileWhoseLoadAPersonInterruptedToQuarantineWithoutFailingTheRun() throws Exception {
    land("sales/wrong.csv", "day,amount\n2026-01-01,666\n");
    load("0");
    query(
        "update quarterdeck.load set status = 'interrupted', who = 'ada@laptop', landed = null"
            + " returning id");
    notes.clear();

    load("7");

    assertThat(notes)
        .containsExactly(
            "Moved landing/sales/wrong.csv to quarantine/sales/wrong.csv: load 1 of this content by"
                + " ada@laptop was interrupted. To load it anyway, upload it again, or run"
                + " ./quarterdeck load FILE --dataset sales.");
    assertThat(query("select count(*) from quarterdeck.load")).containsExactly("1");
    assertThat(exists(LANDING, "sales/wrong.csv")).isFalse();
    assertThat(exists(QUARANTINE, "sales/wrong.csv")).isTrue();
  }

  @Test
  void inReplaceModeDoesNotReplaceAPublishedLoadByAFileThatLandedBeforeIt() throws Exception {
    dataset = REPLACED;
    land("sales/right.csv", "day,amount\n2026-01-01,1\n");
    load("7");
    land("sales/late.csv", "day,amount\n2026-01-01,666\n");
    query("update quarterdeck.load set watermark = now() + interval '1 minute' returning id");
    notes.clear();

    load("8");

    assertThat(query("select amount from shop.sales")).containsExactly("1");
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0))
        .startsWith("Moved landing/sales/late.csv to quarantine/sales/late.csv: it landed at ")
        .contains(", and readers of shop.sales see rows that were published or landed later (");
    assertThat(exists(QUARANTINE, "sales/late.csv")).isTrue();
  }

  @Test
  void inReplaceModeFilesThatLandedTogetherReplaceEachOther() throws Exception {
    dataset = REPLACED;
    land("sales/a.csv", "day,amount\n2026-01-01,1\n");
    land("sales/b.csv", "day,amount\n2026-01-01,2\n");

    load("7");

    assertThat(query("select amount from shop.sales")).hasSize(1);
    assertThat(
            query(
                "select count(*) from quarterdeck.load where status in ('published',"
                    + " 'superseded')"))
        .containsExactly("2");
  }

  @Test
  void theSameContentCompressedIsNotLoadedAgain() throws Exception {
    land("sales/a.csv", "day,amount\n2026-01-01,1\n");
    load("7");
    landCompressed("sales/a.csv.gz", "day,amount\n2026-01-01,1\n");

    load("8");

    assertThat(query("select amount from shop.sales")).containsExactly("1");
    assertThat(query("select count(*) from quarterdeck.load")).containsExactly("1");
  }

  private void load(String run) throws IOException {
    load(run, Servers.running().jdbcUrl());
  }

  private void load(String run, String jdbcUrl) throws IOException {
    load(run, "0", jdbcUrl);
  }

  private void load(String run, String repair, String jdbcUrl) throws IOException {
    BlobFiles blob = BlobFiles.here(() -> hadoop);
    new LandedLoad(
            dataset,
            new PostgresEndpoint(
                jdbcUrl, "postgres", new PostgresSignIn.FixedPassword(Optional.of("postgres"))),
            LANDING,
            QUARANTINE,
            RejectLimit.parse("0"),
            run,
            CorrelationId.ofRun(run))
        .run(blob, RunOutcome.of(blob, QUARANTINE, dataset.name(), run, repair), new Notes(notes));
  }

  private static void land(String path, String text) throws IOException {
    try (OutputStream out =
        files(LANDING).create(new org.apache.hadoop.fs.Path(LANDING + "/" + path))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void landCompressed(String path, String text) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(
            files(LANDING).create(new org.apache.hadoop.fs.Path(LANDING + "/" + path)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static boolean exists(URI container, String path) throws IOException {
    return files(container).exists(new org.apache.hadoop.fs.Path(container + "/" + path));
  }

  private static FileSystem files(URI container) throws IOException {
    return FileSystem.get(container, hadoop);
  }

  private static List<String> query(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      while (answer.next()) {
        rows.add(answer.getString(1));
      }
    }
    return rows;
  }

  private record Notes(List<String> lines) implements Progress {
    @Override
    public void phase(String what) {}

    @Override
    public void advance(long done, long total, String unit) {}

    @Override
    public void note(String line) {
      lines.add(line);
    }
  }
}
