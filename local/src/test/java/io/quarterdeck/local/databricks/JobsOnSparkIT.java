package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.compute.Library;
import com.databricks.sdk.service.files.UploadRequest;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunOutput;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.SparkJarTask;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.TaskDependency;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.TestStack;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.databricks.task.SparkInstallation;
import io.quarterdeck.local.spark.SparkArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real jobs as Databricks does, with real PostgreSQL, Azurite and Spark. */
@NeedsNode
class JobsOnSparkIT {
  private static final String HOST = LocalBlob.ACCOUNT + ".dfs.core.windows.net";
  private static final String LAKE = "abfss://artifacts@" + HOST + "/";
  private static final String JAR = "/Volumes/main/default/jars/quarterdeck-jobs.jar";

  @TempDir private Path folder;

  private TestStack stack;
  private Path home;
  private Path jar;

  /** The tests sign in with different roles, and the first one owns the ledger. */
  @BeforeEach
  void createStack() throws IOException {
    stack = new TestStack(folder);
    home = Path.of("..").toRealPath();
    jar = home.resolve("jobs/target/quarterdeck-jobs.jar");
    assumeTrue(
        Files.exists(jar) && Files.exists(home.resolve("jobs/target/spark.classpath")),
        "The job is not built: ./mvnw -DskipTests package");
  }

  @AfterEach
  void stopStack() {
    stack.close();
  }

  @Test
  void invalidFileFailsTheRunWithoutRetry() throws Exception {
    LocalSettings settings = stack.startWithContainers();
    land(settings, "bank.csv", "Date,Domain\n01-01-2026,RETAIL\n");
    try (TestWorkspace workspace =
        TestWorkspace.start(folder, spark(settings), archive(), settings.postgresPassword())) {
      Task load =
          load(settings).setMaxRetries(1L).setMinRetryIntervalMillis(0L).setRetryOnTimeout(false);
      Task outcome =
          outcome(settings).setDependsOn(List.of(new TaskDependency().setTaskKey("load")));
      Run run = run(workspace, load, outcome);
      assertThat(run.getState().getResultState()).isEqualTo(RunResultState.FAILED);
      assertThat(run.getTasks())
          .extracting(task -> task.getTaskKey() + " " + task.getState().getResultState())
          .containsExactly("load SUCCESS", "outcome FAILED");
      assertThat(run.getTasks())
          .extracting(task -> workspace.client().jobs().getRunOutput(task.getRunId()).getLogs())
          .allSatisfy(
              log ->
                  assertThat(log)
                      .contains(
                          "FAILURE Cannot load 1 of 1 files in landing/bank-transactions/: "));
      assertThat(names(settings, "landing")).isEmpty();
      assertThat(names(settings, "quarantine"))
          .contains(
              "bank-transactions/bank.csv",
              "bank-transactions/_refused/run=" + run.getRunId() + "-0.txt");
    }
  }

  @Test
  void theUploadedJarExportsWhatWasLoaded() throws Exception {
    LocalSettings settings = stack.startWithContainers();
    load();
    try (TestWorkspace workspace =
        TestWorkspace.start(folder, spark(settings), archive(), settings.postgresPassword())) {
      Run run = run(workspace, export(settings));
      RunOutput output =
          workspace.client().jobs().getRunOutput(run.getTasks().iterator().next().getRunId());
      assertThat(run.getState().getResultState())
          .as(output.getLogs())
          .isEqualTo(RunResultState.SUCCESS);
      assertThat(output.getLogs()).contains("PROGRESS 3 3 rows", "PHASE Publishing");
      assertThat(manifest(settings)).contains("\"" + run.getRunId() + "-1\"");
    }
  }

  /** This stack has no subscription, so that the tasks use Azurite and its key. */
  private SparkInstallation spark(LocalSettings settings) {
    SparkInstallation spark =
        SparkInstallation.of(home, settings.blobPort(), (host, identity) -> Map.of());
    return new SparkInstallation(
        spark.classpathFile(),
        work -> {
          Map<String, String> values = new TreeMap<>(spark.settings().in(work));
          values.put("spark.hadoop.fs.azure.account.key." + HOST, settings.blobKey());
          return values;
        },
        spark.signIn());
  }

  private SparkArchive archive() {
    return new SparkArchive(stack.folders().cache(), System.err::println);
  }

  private void load() throws IOException, InterruptedException {
    Path file = folder.resolve("bank.csv");
    Files.writeString(
        file,
        """
        Date,Domain,Location,Value,Transaction_count
        01-01-2026,RETAIL,Delft,100,1
        02-02-2026,RETAIL,Delft,200,2
        03-04-2026,INVESTMENTS,Leiden,300,3
        """);
    CommandLineRun load = CommandLineRun.of(stack, "load", file.toString());
    assertThat(load.exitCode()).as(load.error()).isZero();
  }

  /** Uploads the jar, and runs a job with these tasks to its end. */
  private Run run(TestWorkspace workspace, Task... tasks) throws IOException {
    WorkspaceClient client = workspace.client();
    workspace.createScope();
    workspace.createCredential(TestWorkspace.CONNECTOR);
    workspace.createLocation("artifacts", LAKE);
    for (String container : List.of("landing", "curated", "quarantine")) {
      workspace.createLocation(container, "abfss://" + container + "@" + HOST + "/");
    }
    workspace.createVolume(LAKE + "databricks");
    try (InputStream contents = Files.newInputStream(jar)) {
      client.files().upload(new UploadRequest().setFilePath(JAR).setContents(contents));
    }
    long job = client.jobs().create(job(tasks)).getJobId();
    long id = client.jobs().runNow(new RunNow().setJobId(job)).getResponse().getRunId();
    return Waiting.forEnd(workspace, id);
  }

  private Task load(LocalSettings settings) {
    return task(
        "load",
        "io.quarterdeck.jobs.LoadJob",
        settings,
        "--landing",
        "abfss://landing@" + HOST,
        "--quarantine",
        "abfss://quarantine@" + HOST,
        "--run-id",
        "{{job.run_id}}",
        "--repair",
        "{{job.repair_count}}");
  }

  private Task outcome(LocalSettings settings) {
    Task outcome =
        task(
            "outcome",
            "io.quarterdeck.jobs.OutcomeJob",
            settings,
            "--quarantine",
            "abfss://quarantine@" + HOST,
            "--run-id",
            "{{job.run_id}}",
            "--repair",
            "{{job.repair_count}}");
    List<String> parameters = new ArrayList<>(outcome.getSparkJarTask().getParameters());
    // The outcome task has no parameters for a database.
    parameters.subList(2, 6).clear();
    outcome.getSparkJarTask().setParameters(parameters);
    return outcome;
  }

  private Task export(LocalSettings settings) {
    return task(
        "export",
        "io.quarterdeck.jobs.ExportJob",
        settings,
        "--curated",
        "abfss://curated@" + HOST,
        "--run-id",
        "{{job.run_id}}-{{task.execution_count}}");
  }

  private Task task(String key, String main, LocalSettings settings, String... more) {
    List<String> parameters =
        new ArrayList<>(
            List.of(
                "--dataset-file",
                home.resolve("datasets/bank-transactions.yaml").toString(),
                "--jdbc-url",
                "jdbc:postgresql://127.0.0.1:%d/quarterdeck".formatted(settings.postgresPort()),
                "--user",
                "quarterdeck"));
    parameters.addAll(List.of(more));
    return new Task()
        .setTaskKey(key)
        .setJobClusterKey("small")
        .setLibraries(List.of(new Library().setJar(JAR)))
        .setSparkJarTask(new SparkJarTask().setMainClassName(main).setParameters(parameters));
  }

  private static CreateJob job(Task... tasks) {
    CreateJob job = TestJob.of(tasks);
    job.getJobClusters()
        .iterator()
        .next()
        .getNewCluster()
        .setSparkEnvVars(
            Map.of("QUARTERDECK_POSTGRES_PASSWORD", "{{secrets/vault/postgres-password}}"));
    return job;
  }

  private static String manifest(LocalSettings settings) {
    return container(settings, "curated")
        .getBlobClient("bank-transactions/manifest.json")
        .downloadContent()
        .toString();
  }

  private static void land(LocalSettings settings, String name, String text) {
    container(settings, "landing")
        .getBlobClient("bank-transactions/" + name)
        .upload(BinaryData.fromString(text));
  }

  private static List<String> names(LocalSettings settings, String container) {
    return container(settings, container).listBlobs().stream()
        .filter(blob -> !blob.getName().endsWith("bank-transactions"))
        .map(BlobItem::getName)
        .toList();
  }

  private static BlobContainerClient container(LocalSettings settings, String name) {
    return LocalBlob.endpoint(settings.blobPort(), settings.blobKey())
        .clients()
        .get()
        .buildClient()
        .getBlobContainerClient(name);
  }
}
