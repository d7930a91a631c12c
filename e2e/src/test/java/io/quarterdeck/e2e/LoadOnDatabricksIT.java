package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobsAPI;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.RunResultState;
import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.loader.rows.FileDigest;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.signin.LocalSignIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads a file through the load task of the job because the client cannot reach the database. To
 * simulate the closed network, the client's outputs contain a port on which no program listens; the
 * job was registered with the correct port.
 */
@ExtendWith(NeedsSharedStack.class)
class LoadOnDatabricksIT {
  private static final int ROWS = 20_000;

  private static Path first;
  private static Path second;

  private final Launcher launcher;
  private final LocalStackStatus status;

  @TempDir private Path folder;

  private final Socket reserved = new Socket();

  LoadOnDatabricksIT(SharedStack stack) {
    this.launcher = stack.launcher();
    this.status = stack.status();
  }

  @BeforeAll
  static void generateFiles(SharedStack stack, @TempDir Path files) throws Exception {
    first = stack.launcher().generate(files.resolve("first.csv"), ROWS, 1);
    second = stack.launcher().generate(files.resolve("second.csv"), ROWS, 2);
  }

  @AfterEach
  void releasePort() throws IOException {
    reserved.close();
  }

  @Test
  void theJobsLoadTaskLoadsTheSameRowsAndSumsAndASecondTimeNoRunIsStarted() throws Exception {
    DatasetCopy dataset = DatasetCopy.in(folder, "loaded-by-job");

    Ended ended =
        bootstrap(
            Map.of("QUARTERDECK_CORRELATION_ID", "test-of-the-job"),
            dataset,
            "--file",
            first,
            "--load-on",
            "databricks");

    assertThat(ended.exitCode()).as(ended.error()).isZero();
    assertThat(dataset.loads(status, "correlation_id")).containsExactly("test-of-the-job");
    assertThat(folder.resolve("report.html")).content().contains("test-of-the-job");
    String load = dataset.newestLoad(status);
    assertThat(ended.error())
        .contains(
            "Loading on Databricks, because --load-on requests it.",
            "3/5 load    20,000 rows into " + dataset.table() + " as load " + load + " by the job",
            "4/5 export  exported already, to curated/" + dataset.name() + "/run=");
    assertLoaded(dataset, first);
    assertThat(dataset.loads(status, "who ~ '^run [0-9]+$', landing"))
        .containsExactly("t|" + landing(dataset, first));
    assertThat(ExportManifest.of(status, dataset.name()))
        .contains("\"sha256\" : \"" + sha256(first) + "\"", "\"rows\" : " + ROWS);
    assertThat(folder.resolve("report.html")).isNotEmptyFile();

    Ended again = bootstrap(Map.of(), dataset, "--file", first, "--load-on", "databricks");

    assertThat(again.exitCode()).as(again.error()).isZero();
    assertThat(again.error()).contains("3/5 load    loaded already, as load " + load);
    assertThat(dataset.loads(status, "id")).containsExactly(load);
    Ended runs = launcher.run("runs", "--dataset", dataset.file());
    assertThat(runs.exitCode()).as(runs.error()).isZero();
    assertThat(runs.out().lines().filter(line -> line.contains("success"))).hasSize(1);
  }

  @Test
  @Tag("nightly")
  void unreachableDatabaseIsReportedWithTheAlternative() throws Exception {
    // Creates the login of the jobs, which bootstrap needs first.
    DatasetCopy dataset = registered("unreachable");
    int closed = closedPort();

    Ended ended = bootstrap(outside(closed), dataset, "--file", second, "--load-on", "here");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error())
        .endsWith(
            "Cannot load "
                + second
                + " from here: 127.0.0.1 takes no connection on port "
                + closed
                + " from here; expected a database that accepts connections for --load-on here."
                + " With accessMode private, only the stack's own network and the networks in"
                + " quarterdeck:clientCidrs can connect to it. Load the file with the dataset's job"
                + " (--load-on databricks), or run this command in such a network.");
    assertThat(runs(dataset)).isEmpty();
  }

  @Test
  @Tag("nightly")
  void loadRunsOnDatabricksIfTheDatabaseIsUnreachableAndLocallyIfItIsReachable() throws Exception {
    DatasetCopy dataset = registered("unreachable-then-reachable");
    load(dataset, first);
    int closed = closedPort();

    Ended ended = bootstrap(outside(closed), dataset, "--file", second);

    assertThat(ended.exitCode()).as(ended.error()).isZero();
    String load = dataset.newestLoad(status);
    assertThat(ended.error())
        .contains(
            "Loading on Databricks, inside the stack's network, because 127.0.0.1 takes no"
                + " connection on port "
                + closed
                + " from here.",
            "3/5 load    20,000 rows into " + dataset.table() + " as load " + load + " by the job",
            "5/5 report  not written: its figures are in PostgreSQL, and 127.0.0.1 takes no"
                + " connection on port "
                + closed
                + " from here");
    assertThat(ended.out())
        .contains("load " + load + " in quarterdeck.load")
        .doesNotContain("report.html");
    assertLoaded(dataset, second);

    Ended again = bootstrap(outside(closed), dataset, "--file", second);
    assertThat(again.exitCode()).as(again.error()).isZero();
    assertThat(again.error()).contains("3/5 load    loaded already, as load " + load);

    Ended none = launcher.run(outside(closed), "bootstrap", "--dataset", dataset.file());
    assertThat(none.exitCode()).as(none.error()).isZero();
    assertThat(none.error())
        .contains("2/5 file    none given; load " + load + " of second.csv is published and stays");
    assertThat(runs(dataset)).containsExactly(RunResultState.SUCCESS);

    Ended here = bootstrap(Map.of(), dataset, "--file", second);

    assertThat(here.exitCode()).as(here.error()).isZero();
    assertThat(here.error())
        .contains("Loading here, because 127.0.0.1 takes connections on port ")
        .contains("3/5 load    loaded already, as load " + load);
  }

  @Test
  void invalidFileIsRefusedBeforeItIsUploaded() throws Exception {
    DatasetCopy dataset = DatasetCopy.in(folder, "invalid-file");

    Ended ended = bootstrap(Map.of(), dataset, "--file", bad(), "--load-on", "databricks");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error()).contains("line 2", "zwei").doesNotContain("uploading");
    assertThat(runs(dataset)).isEmpty();
  }

  /**
   * Before the fix, the job published the interrupted file over the newer load, and failed for the
   * other file.
   */
  @Test
  @Tag("nightly")
  void fileOfAnInterruptedOrRefusedLoadDoesNotBlockTheJob() throws Exception {
    DatasetCopy dataset = DatasetCopy.in(folder, "interrupted-or-refused");
    Path wrong = launcher.generate(folder.resolve("wrong.csv"), ROWS, 3);
    Path right = launcher.generate(folder.resolve("right.csv"), ROWS, 4);
    load(dataset, first);

    int interrupted =
        launcher.interruptedAt(
            line -> line.contains("uploading to landing/_loading/"),
            "load",
            wrong,
            "--dataset",
            dataset.file());
    Ended refused = launcher.run("load", bad(), "--dataset", dataset.file());
    leaveBehind(dataset, "left.csv");

    assertThat(interrupted).isEqualTo(143);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(
            launcher
                .run("loads", "--dataset", dataset.file())
                .out()
                .lines()
                .filter(line -> line.contains("wrong.csv")))
        .singleElement()
        .asString()
        .contains(" interrupted ");

    Ended loaded = launcher.run("load", right, "--dataset", dataset.file());
    assertThat(loaded.exitCode()).as(loaded.error()).isZero();
    assertThat(loaded.error())
        .contains(
            "Moved landing/" + dataset.name() + "/sha256=000000000000/left.csv to quarantine/");
    Ended exported = launcher.run("export", "--dataset", dataset.file());

    assertThat(exported.exitCode()).as(exported.error()).isZero();
    assertLoaded(dataset, right);
    assertThat(
            status.rows(
                "select file from quarterdeck.load where status = 'published' and dataset = '%s'"
                    .formatted(dataset.name())))
        .containsExactly("right.csv");
    assertThat(status.blobs("landing", "_loading/" + dataset.name() + "/")).isEmpty();
    assertThat(status.blobs("landing", dataset.name() + "/"))
        .extracting(name -> name.replaceAll(".*/", ""))
        .containsExactlyInAnyOrder("first.csv", "right.csv");
    assertThat(status.blobs("quarantine", dataset.name() + "/sha256=" + "0".repeat(64))).hasSize(1);
  }

  /** Creates the files that an earlier version left in the landing container when a load failed. */
  private void leaveBehind(DatasetCopy dataset, String name) throws Exception {
    String path = dataset.name() + "/sha256=" + "0".repeat(64) + "/" + name;
    status.container("landing").getBlobClient(path).upload(BinaryData.fromString("x,y\n1,2\n"));
    status.rows(
        """
        insert into quarterdeck.load
          (dataset, table_name, mode, file, landing, sha256, bytes, status, failure, who, tool_version, started)
        values ('%s', '%s', 'replace', '%s', 'landing/%s', repeat('0', 64), 8,
          'failed', 'wrong header', 'ada@laptop', '0.1.0', now() + interval '2 seconds')
        returning id
        """
            .formatted(dataset.name(), dataset.table(), name, path));
  }

  @Test
  @Tag("nightly")
  void aBackfillOfQuartersWithoutRowsStartsNoRun() throws Exception {
    DatasetCopy dataset = DatasetCopy.in(folder, "backfilled");
    load(dataset, first);

    Ended ended =
        launcher.run("backfill", "--from", "2040Q1", "--to", "2040Q2", "--dataset", dataset.file());

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error())
        .contains("quarter 2040Q1: skipped, %s has no rows for it".formatted(dataset.table()))
        .endsWith(
            "Cannot backfill %1$s from 2040Q1 to 2040Q2: %2$s has no rows for these quarters, and there is no new file in landing/%1$s/; expected a quarter with rows. No run was started. Load the file of a quarter first, or name other quarters."
                .formatted(dataset.name(), dataset.table()));
    assertThat(runs(dataset)).isEmpty();
  }

  @Test
  @Tag("nightly")
  void aJobWithAnotherDatasetFileIsNotRun() throws Exception {
    DatasetCopy dataset = registered("moved");
    Path moved =
        Files.writeString(
            folder.resolve("elsewhere.yaml"),
            Files.readString(dataset.file())
                .replace("table: " + dataset.table(), "table: moved.elsewhere"));
    load(new DatasetCopy(dataset.name(), moved), first);

    Ended ended = launcher.run("export", "--dataset", moved);

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.error())
        .contains(
            "Cannot run the job quarterdeck-%1$s-quarterly: its dataset file differs from the one here (table %2$s there, moved.elsewhere here); expected the same. Register the job again: ./quarterdeck register --stack local --dataset %1$s"
                .formatted(dataset.name(), dataset.table()));
    assertThat(runs(dataset)).isEmpty();
  }

  private Ended bootstrap(Map<String, String> environment, DatasetCopy dataset, Object... more)
      throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("bootstrap", "--dataset", dataset.file()));
    arguments.addAll(List.of("--report", folder.resolve("report.html")));
    arguments.addAll(List.of(more));
    return launcher.run(environment, arguments.toArray());
  }

  private void load(DatasetCopy dataset, Path file) throws Exception {
    Ended loaded = launcher.run("load", file, "--dataset", dataset.file());
    assertThat(loaded.exitCode()).as(loaded.error()).isZero();
  }

  private void setUpWorkspace() throws Exception {
    Ended setUp = launcher.run("setup-workspace");
    assertThat(setUp.exitCode()).as(setUp.error()).isZero();
  }

  /** Returns a dataset whose job is registered. */
  private DatasetCopy registered(String name) throws Exception {
    DatasetCopy dataset = DatasetCopy.in(folder, name);
    setUpWorkspace();
    Ended registered = launcher.run("register", "--dataset", dataset.file());
    assertThat(registered.exitCode()).as(registered.error()).isZero();
    return dataset;
  }

  /** Returns a file with a value that is not a number. */
  private Path bad() throws Exception {
    return Files.writeString(
        folder.resolve("bad.csv"),
        "Date,Domain,Location,Value,Transaction_count\n02-02-2026,RETAIL,Delft,zwei,2\n");
  }

  /**
   * Returns access variables for the local stack through its outputs, with an unreachable
   * PostgreSQL.
   */
  private Map<String, String> outside(int port) throws Exception {
    Path local = launcher.state().resolve("local");
    String outputs = Files.readString(local.resolve("platform/outputs.json"));
    Path closed =
        Files.writeString(
            folder.resolve("outside.json"),
            outputs.replaceFirst("\"postgresPort\"\\s*:\\s*\\d+", "\"postgresPort\": " + port));
    EmulatorSettings emulators = EmulatorSettings.read(local.resolve("azure/settings.properties"));
    Map<String, String> variables =
        new HashMap<>(new LocalSignIn(local.resolve("azure"), emulators).variables("owner"));
    variables.put("QUARTERDECK_OUTPUTS", closed.toString());
    variables.put("QUARTERDECK_TRUST_FILE", local.resolve("azure/certificate.pem").toString());
    return variables;
  }

  /**
   * Returns a port that refuses connections. A bound socket that does not listen keeps it, so that
   * no server of a concurrent test gets the port.
   */
  private int closedPort() throws Exception {
    reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return reserved.getLocalPort();
  }

  private void assertLoaded(DatasetCopy dataset, Path file) throws Exception {
    long sum = 0;
    for (String line : Files.readAllLines(file).subList(1, ROWS + 1)) {
      sum += Long.parseLong(line.split(",", -1)[3]);
    }
    assertThat(status.rows("select count(*), sum(value) from " + dataset.table()))
        .containsExactly(ROWS + "|" + sum);
    assertThat(ExportManifest.of(status, dataset.name())).contains("\"value\" : \"" + sum + "\"");
  }

  /** Returns the results of the runs of the dataset's job. A job that does not exist has none. */
  private List<RunResultState> runs(DatasetCopy dataset) {
    ListJobsRequest named =
        new ListJobsRequest().setName("quarterdeck-" + dataset.name() + "-quarterly");
    JobsAPI jobs = status.databricks().jobs();
    List<RunResultState> results = new ArrayList<>();
    for (BaseJob job : jobs.list(named)) {
      jobs.listRuns(new ListRunsRequest().setJobId(job.getJobId()))
          .forEach(run -> results.add(run.getState().getResultState()));
    }
    return results;
  }

  private static String landing(DatasetCopy dataset, Path file) throws Exception {
    return "landing/" + dataset.name() + "/sha256=" + sha256(file) + "/" + file.getFileName();
  }

  private static String sha256(Path file) throws Exception {
    return FileDigest.of(file).sha256();
  }
}
