package io.quarterdeck.azure.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.azure.stack.JobRunner;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.AzureServer.Answer;
import io.quarterdeck.testkit.Certificate;
import io.quarterdeck.testkit.OutputsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests an export on a stack in Azure: the run in Databricks, and the manifest in Blob. */
class DatabricksJobsIT {
  private static final String JOB =
      """
      {"job_id": 7, "creator_user_name": "ada@example.com",
       "settings": {"name": "quarterdeck-shop-quarterly",
         "tags": {"managed_by": "quarterdeck", "stack": "dev", "dataset": "shop"}}}
      """;

  private static final String MANIFEST =
      """
      {"runId": "20261121T110000Z-7", "rows": 2, "data": "curated/shop/run=7", "aggregates": null,
       "loadIds": [1]}
      """;

  @TempDir private Path folder;
  private AzureServer azure;
  private Path dataset;
  private DatabricksJobs jobs;

  @BeforeEach
  void startAzure() throws Exception {
    Certificate certificate = Certificate.in(folder);
    azure = new AzureServer(certificate);
    azure.on("GET", "/api/2.0/preview/scim/v2/Me", 200, "{\"userName\": \"ada@example.com\"}");
    azure.on("GET", "/api/2.2/jobs/list", 200, "{\"jobs\": [" + JOB + "]}");
    azure.on("GET", "/api/2.2/jobs/get", 200, JOB);
    azure.on("POST", "/api/2.2/jobs/run-now", 200, "{\"run_id\": 42}");
    azure.on("GET", "/api/2.2/jobs/runs/get", 200, run("SUCCESS"));
    azure.on(
        "GET",
        "/lake/curated/shop/manifest.json",
        request -> new Answer(200, Map.of("ETag", "\"1\""), MANIFEST));
    OutputValues outputs =
        OutputsSource.file(
            new OutputsFile()
                .with("databricksUrl", azure.plainUrl())
                .with("blobEndpoint", azure.url() + "/lake/")
                .write(folder));
    AzureAccess access = AccessVariables.read(azure.environment(folder, certificate));
    jobs =
        new DatabricksJobs(
            new ConnectedStack(outputs, access),
            AzureStack.of(new ConnectedStack(outputs, access)).blob(),
            new Folders(folder, folder, folder),
            Optional.empty());
    dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns:
              - {name: item, source: Item, type: text, nullable: false}
            """);
  }

  @AfterEach
  void stopAzure() {
    azure.close();
  }

  @Test
  void theExportIsWhatTheManifestNamesAfterTheRun() {
    assertThat(jobs.export(dataset, JobRunner.LONGEST, Progress.silent()))
        .isEqualTo(
            new ExportResult(
                "20261121T110000Z-7",
                2,
                "curated/shop/run=7",
                Optional.empty(),
                "curated/shop/manifest.json"));
    assertThat(azure.requests())
        .containsSubsequence(
            "POST /api/2.2/jobs/run-now",
            "GET /api/2.2/jobs/runs/get",
            "GET /lake/curated/shop/manifest.json");
  }

  @Test
  void aUserWithoutAccessIsNotAskedForTwice() {
    azure.on(
        "GET",
        "/api/2.0/preview/scim/v2/Me",
        403,
        "{\"error_code\": \"PERMISSION_DENIED\", \"message\": \"not a user\"}");
    assertThatThrownBy(() -> jobs.export(dataset, JobRunner.LONGEST, Progress.silent()))
        .hasMessageStartingWith(
            "Cannot sign in at "
                + azure.plainUrl()
                + ": not a user (HTTP 403, PERMISSION_DENIED); expected a member of the"
                + " workspace.");
    assertThat(azure.requests())
        .containsExactly("GET /.well-known/databricks-config", "GET /api/2.0/preview/scim/v2/Me");
  }

  @Test
  void aRunThatFailsIsNoExport() {
    azure.on("GET", "/api/2.2/jobs/runs/get", 200, run("FAILED"));
    assertThatThrownBy(() -> jobs.export(dataset, JobRunner.LONGEST, Progress.silent()))
        .hasMessageStartingWith("Cannot finish run 42: ");
    assertThat(azure.requests()).noneMatch(request -> request.contains("manifest.json"));
  }

  @Test
  void aRunWithoutAManifestIsTold() {
    azure.on(
        "GET",
        "/lake/curated/shop/manifest.json",
        request -> AzureServer.blob(404, "BlobNotFound"));
    assertThatThrownBy(() -> jobs.export(dataset, JobRunner.LONGEST, Progress.silent()))
        .hasMessage(
            "Cannot find the export of shop: run 42 succeeded, but there is no manifest; expected"
                + " one. It may have been deleted: run this again.");
  }

  private static String run(String result) {
    return """
    {"run_id": 42, "run_page_url": "https://adb/#job/7/run/42", "start_time": 1,
     "end_time": 2, "state": {"life_cycle_state": "TERMINATED", "result_state": "%s",
       "state_message": "it is over"}}
    """
        .formatted(result);
  }
}
