package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.loader.rows.FileDigest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads a file through the load task of the job because the client cannot reach the database. To
 * simulate the closed network, the client's outputs contain a port on which no program listens; the
 * job was registered with the correct port.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LoadOnDatabricksIT {
  private static final int ROWS = 20_000;

  @TempDir static Path state;

  private static Launcher launcher;
  private static Path first;
  private static Path second;

  @BeforeAll
  static void generateFiles() throws Exception {
    launcher = new Launcher(state);
    first = generate("first.csv", 1);
    second = generate("second.csv", 2);
  }

  @AfterAll
  static void deleteStack() throws Exception {
    launcher.reset();
  }

  @Test
  @Order(1)
  void theJobsLoadTaskLoadsTheSameRowsAndSums() throws Exception {
    Ended ended = bootstrap(Map.of(), first, "--load-on", "databricks");

    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(ended.error())
        .contains(
            "Loading on Databricks, because --load-on requests it.",
            "3/5 load    20,000 rows into bank.transactions as load 1 by the job",
            "4/5 export  exported already, to curated/bank-transactions/run=");
    assertLoaded(first);
    LocalStackStatus status = LocalStackStatus.of(launcher);
    assertThat(status.rows("select who ~ '^run [0-9]+$', landing from quarterdeck.load"))
        .containsExactly("t|" + landing(first));
    assertThat(ExportManifest.of(status, "bank-transactions"))
        .contains("\"sha256\" : \"" + sha256(first) + "\"", "\"rows\" : " + ROWS);
    assertThat(state.resolve("report.html")).isNotEmptyFile();
  }

  @Test
  @Order(2)
  void aSecondTimeNothingIsLoadedAndNoRunIsStarted() throws Exception {
    Ended ended = bootstrap(Map.of(), first, "--load-on", "databricks");

    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(ended.error()).contains("3/5 load    loaded already, as load 1");
    assertThat(LocalStackStatus.of(launcher).rows("select count(*) from quarterdeck.load"))
        .containsExactly("1");
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  @Order(3)
  void unreachableDatabaseIsReportedWithTheAlternative() throws Exception {
    int closed = closedPort();

    Ended ended = bootstrap(outside(closed), second, "--load-on", "here");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error())
        .endsWith(
            "Cannot load "
                + second
                + " from here: 127.0.0.1 takes no connection on port "
                + closed
                + " from here; expected a database that accepts connections for --load-on here. With accessMode private, only the stack's own network reaches it: load the file with the dataset's job (--load-on databricks), or run this inside the network.");
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  @Order(4)
  void loadRunsOnDatabricksIfTheDatabaseIsUnreachable() throws Exception {
    int closed = closedPort();

    Ended ended = bootstrap(outside(closed), second);

    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(ended.error())
        .contains(
            "Loading on Databricks, inside the stack's network, because 127.0.0.1 takes no connection on"
                + " port "
                + closed
                + " from here.",
            "3/5 load    20,000 rows into bank.transactions as load 2 by the job",
            "5/5 report  not written: its figures are in PostgreSQL, and 127.0.0.1 takes no"
                + " connection on port "
                + closed
                + " from here");
    assertThat(ended.out()).contains("load 2 in quarterdeck.load").doesNotContain("report.html");
    assertLoaded(second);

    Ended again = bootstrap(outside(closed), second);
    assertThat(again.exitCode()).as(again.error()).isZero();
    assertThat(again.error()).contains("3/5 load    loaded already, as load 2");
    assertThat(runs()).isEqualTo(2);

    Ended none = launcher.run(outside(closed), "bootstrap");
    assertThat(none.exitCode()).as(none.error()).isZero();
    assertThat(none.error())
        .contains("2/5 file    none given; load 2 of second.csv is published and stays");
    assertThat(runs()).isEqualTo(2);
  }

  @Test
  @Order(5)
  void loadRunsLocallyIfTheDatabaseIsReachable() throws Exception {
    Ended ended = bootstrap(Map.of(), second);

    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(ended.error())
        .contains("Loading here, because 127.0.0.1 takes connections on port ")
        .contains("3/5 load    loaded already, as load 2");
  }

  @Test
  @Order(6)
  void invalidFileIsRefusedBeforeItIsUploaded() throws Exception {
    Path bad =
        Files.writeString(
            state.resolve("bad.csv"),
            "Date,Domain,Location,Value,Transaction_count\n02-02-2026,RETAIL,Delft,zwei,2\n");

    Ended ended = bootstrap(Map.of(), bad, "--load-on", "databricks");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error()).contains("line 2", "zwei").doesNotContain("uploading");
    assertThat(runs()).isEqualTo(2);
  }

  /**
   * Before the fix, the job published the interrupted file over the newer load, and failed for the
   * other file.
   */
  @Test
  @Order(7)
  void fileOfAnInterruptedOrRefusedLoadDoesNotBlockTheJob() throws Exception {
    Path wrong = generate("wrong.csv", 3);
    Path right = generate("right.csv", 4);
    Path bad =
        Files.writeString(
            state.resolve("bad.csv"),
            "Date,Domain,Location,Value,Transaction_count\n02-02-2026,RETAIL,Delft,zwei,2\n");

    int interrupted =
        launcher.interruptedAt(
            line -> line.contains("uploading to landing/_loading/"), "load", wrong);
    Ended refused = launcher.run("load", bad);
    leaveBehind("left.csv");

    assertThat(interrupted).isEqualTo(143);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(launcher.run("loads").out().lines().filter(line -> line.contains("wrong.csv")))
        .singleElement()
        .asString()
        .contains(" interrupted ");

    Ended loaded = launcher.run("load", right);
    assertThat(loaded.exitCode()).as(loaded.error()).isZero();
    assertThat(loaded.error())
        .contains("Moved landing/bank-transactions/sha256=000000000000/left.csv to quarantine/");
    Ended exported = launcher.run("export");

    assertThat(exported.exitCode()).as(exported.error()).isZero();
    assertLoaded(right);
    LocalStackStatus status = LocalStackStatus.of(launcher);
    assertThat(status.rows("select file from quarterdeck.load where status = 'published'"))
        .containsExactly("right.csv");
    assertThat(status.blobs("landing", "_loading/")).isEmpty();
    assertThat(status.blobs("landing", "bank-transactions/"))
        .extracting(name -> name.replaceAll(".*/", ""))
        .containsExactlyInAnyOrder("first.csv", "second.csv", "right.csv");
    assertThat(status.blobs("quarantine", "bank-transactions/sha256=" + "0".repeat(64))).hasSize(1);
  }

  /** Creates the files that an earlier version left in the landing container when a load failed. */
  private static void leaveBehind(String name) throws Exception {
    LocalStackStatus status = LocalStackStatus.of(launcher);
    String path = "bank-transactions/sha256=" + "0".repeat(64) + "/" + name;
    status.container("landing").getBlobClient(path).upload(BinaryData.fromString("x,y\n1,2\n"));
    status.rows(
        """
        insert into quarterdeck.load
          (dataset, table_name, mode, file, landing, sha256, bytes, status, failure, who, tool_version, started)
        values ('bank-transactions', 'bank.transactions', 'replace', '%s', 'landing/%s', repeat('0', 64), 8,
          'failed', 'wrong header', 'ada@laptop', '0.1.0', now() + interval '2 seconds')
        returning id
        """
            .formatted(name, path));
  }

  @Test
  @Order(8)
  void aBackfillOfQuartersWithoutRowsStartsNoRun() throws Exception {
    long before = runs();

    Ended ended = launcher.run("backfill", "--from", "2040Q1", "--to", "2040Q2");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error())
        .contains("quarter 2040Q1: skipped, bank.transactions has no rows for it")
        .endsWith(
            "Cannot backfill bank-transactions from 2040Q1 to 2040Q2: bank.transactions has no rows"
                + " for these quarters, and there is no new file in landing/bank-transactions/;"
                + " expected a quarter with rows. No run was started. Load the file of a quarter"
                + " first, or name other quarters.");
    assertThat(runs()).isEqualTo(before);
  }

  @Test
  @Order(9)
  void aJobWithAnotherDatasetFileIsNotRun() throws Exception {
    Path moved =
        Files.writeString(
            state.resolve("moved.yaml"),
            Files.readString(Path.of("../datasets/bank-transactions.yaml"))
                .replace("table: bank.transactions", "table: bank.moved"));
    long before = runs();
    Ended loaded = launcher.run("load", first, "--dataset", moved);
    assertThat(loaded.exitCode()).as(loaded.error()).isZero();

    Ended ended = launcher.run("export", "--dataset", moved);

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error())
        .contains(
            "Cannot run the job quarterdeck-bank-transactions-quarterly: its dataset file differs"
                + " from the one here (table bank.transactions there, bank.moved here); expected the"
                + " same. Register the job again: ./quarterdeck register --stack local --dataset"
                + " bank-transactions");
    assertThat(runs()).isEqualTo(before);
  }

  private static Ended bootstrap(Map<String, String> environment, Path file, String... more)
      throws Exception {
    Object[] arguments = {"bootstrap", "--file", file, "--report", state.resolve("report.html")};
    Object[] all = new Object[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return launcher.run(environment, all);
  }

  /**
   * Returns access variables for the local stack through its outputs, with an unreachable
   * PostgreSQL.
   */
  private static Map<String, String> outside(int port) throws Exception {
    Path folder = state.resolve("local/azure");
    String outputs = Files.readString(state.resolve("local/platform/outputs.json"));
    Path closed =
        Files.writeString(
            state.resolve("outside.json"),
            outputs.replaceFirst("\"postgresPort\"\\s*:\\s*\\d+", "\"postgresPort\": " + port));
    return Map.of(
        "QUARTERDECK_OUTPUTS", closed.toString(),
        "QUARTERDECK_TOKEN_FILE", folder.resolve("token").toString(),
        "QUARTERDECK_STORAGE_KEY_FILE", folder.resolve("storage.key").toString());
  }

  /** Returns a port that was free a moment ago. */
  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void assertLoaded(Path file) throws Exception {
    long sum = 0;
    for (String line : Files.readAllLines(file).subList(1, ROWS + 1)) {
      sum += Long.parseLong(line.split(",", -1)[3]);
    }
    LocalStackStatus status = LocalStackStatus.of(launcher);
    assertThat(status.rows("select count(*), sum(value) from bank.transactions"))
        .containsExactly(ROWS + "|" + sum);
    assertThat(ExportManifest.of(status, "bank-transactions"))
        .contains("\"value\" : \"" + sum + "\"");
  }

  private static long runs() throws Exception {
    Ended ended = launcher.run("runs");
    assertThat(ended.exitCode()).as(ended.error()).isZero();
    return ended.out().lines().filter(line -> line.contains("success")).count();
  }

  private static Path generate(String name, int seed) throws Exception {
    Path file = state.resolve(name);
    Ended ended = launcher.run("generate", "--rows", ROWS, "--seed", seed, "--out", file);
    assertThat(ended.exitCode()).as(ended.error()).isZero();
    return file;
  }

  private static String landing(Path file) throws Exception {
    return "landing/bank-transactions/sha256=" + sha256(file) + "/" + file.getFileName();
  }

  private static String sha256(Path file) throws Exception {
    return FileDigest.of(file).sha256();
  }
}
