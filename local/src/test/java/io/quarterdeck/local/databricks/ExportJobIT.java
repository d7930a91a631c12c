package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.storage.blob.BlobServiceClient;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.catalog.AzureManagedIdentityRequest;
import com.databricks.sdk.service.catalog.CreateExternalLocation;
import com.databricks.sdk.service.catalog.CreateStorageCredential;
import com.databricks.sdk.service.catalog.CreateVolumeRequestContent;
import com.databricks.sdk.service.catalog.VolumeType;
import com.databricks.sdk.service.compute.Library;
import com.databricks.sdk.service.files.UploadRequest;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunOutput;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.SparkJarTask;
import com.databricks.sdk.service.jobs.Task;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.TestStack;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.databricks.task.SparkInstallation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real job, as Databricks runs it, against real PostgreSQL, Azurite and Spark. */
@NeedsNode
class ExportJobIT {
  private static final String HOST = LocalBlob.ACCOUNT + ".dfs.core.windows.net";
  private static final String LAKE = "abfss://artifacts@" + HOST + "/";
  private static final String JAR = "/Volumes/main/default/jobs/quarterdeck-jobs.jar";

  @TempDir private Path folder;

  @Test
  void theUploadedJarExportsWhatWasLoaded() throws Exception {
    Path home = Path.of("..").toRealPath();
    Path jar = home.resolve("jobs/target/quarterdeck-jobs-0.1.0-SNAPSHOT.jar");
    assumeTrue(
        Files.exists(jar) && Files.exists(home.resolve("jobs/target/spark.classpath")),
        "The job is not built: ./mvnw -DskipTests package");
    try (TestStack stack = new TestStack(folder)) {
      LocalSettings settings = stack.start();
      load(stack);
      try (TestWorkspace workspace =
          TestWorkspace.start(
              folder, SparkInstallation.of(home, settings), settings.postgresPassword())) {
        workspace.createScope();
        upload(workspace.client(), jar);
        long job = workspace.client().jobs().create(job(home, settings)).getJobId();
        long id =
            workspace.client().jobs().runNow(new RunNow().setJobId(job)).getResponse().getRunId();
        Run run = Waiting.forEnd(workspace, id);
        RunOutput output =
            workspace.client().jobs().getRunOutput(run.getTasks().iterator().next().getRunId());
        assertThat(run.getState().getResultState())
            .as(output.getLogs())
            .isEqualTo(RunResultState.SUCCESS);
        assertThat(output.getLogs()).contains("PROGRESS 3 3 rows", "PHASE Publishing");
        assertThat(manifest(settings)).contains("\"" + id + "-1\"");
      }
    }
  }

  private void load(TestStack stack) throws IOException, InterruptedException {
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

  private static void upload(WorkspaceClient client, Path jar) throws IOException {
    client
        .storageCredentials()
        .create(
            new CreateStorageCredential()
                .setName("lake")
                .setAzureManagedIdentity(
                    new AzureManagedIdentityRequest()
                        .setAccessConnectorId(TestWorkspace.CONNECTOR)));
    client
        .externalLocations()
        .create(
            new CreateExternalLocation()
                .setName("artifacts")
                .setUrl(LAKE)
                .setCredentialName("lake"));
    client
        .volumes()
        .create(
            new CreateVolumeRequestContent()
                .setCatalogName("main")
                .setSchemaName("default")
                .setName("jobs")
                .setVolumeType(VolumeType.EXTERNAL)
                .setStorageLocation(LAKE + "databricks"));
    try (InputStream contents = Files.newInputStream(jar)) {
      client.files().upload(new UploadRequest().setFilePath(JAR).setContents(contents));
    }
  }

  private static CreateJob job(Path home, LocalSettings settings) {
    Task export =
        new Task()
            .setTaskKey("export")
            .setJobClusterKey("small")
            .setLibraries(List.of(new Library().setJar(JAR)))
            .setSparkJarTask(
                new SparkJarTask()
                    .setMainClassName("io.quarterdeck.jobs.ExportJob")
                    .setParameters(
                        List.of(
                            "--dataset-file",
                            home.resolve("datasets/bank-transactions.yaml").toString(),
                            "--jdbc-url",
                            "jdbc:postgresql://127.0.0.1:%d/quarterdeck"
                                .formatted(settings.postgresPort()),
                            "--user",
                            "quarterdeck",
                            "--curated",
                            "abfss://curated@" + HOST,
                            "--run-id",
                            "{{job.run_id}}-{{task.execution_count}}")));
    CreateJob job = TestJob.of(export);
    job.getJobClusters()
        .iterator()
        .next()
        .getNewCluster()
        .setSparkEnvVars(
            Map.of("QUARTERDECK_POSTGRES_PASSWORD", "{{secrets/vault/postgres-password}}"));
    return job;
  }

  private static String manifest(LocalSettings settings) {
    BlobServiceClient client =
        LocalBlob.endpoint(settings.blobPort(), settings.blobKey()).clients().get().buildClient();
    return client
        .getBlobContainerClient("curated")
        .getBlobClient("bank-transactions/manifest.json")
        .downloadContent()
        .toString();
  }
}
