package io.quarterdeck.local.databricks;

import static io.quarterdeck.local.databricks.TestJob.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import io.quarterdeck.azure.databricks.workspace.Readiness;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabricksEmulatorTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void missingOrWrongTokenIsRefused() throws Exception {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      assertThatThrownBy(
              () ->
                  TestWorkspace.client(workspace.running(), "wrong")
                      .currentUser()
                      .me(new MeRequest()))
          .isInstanceOf(PermissionDenied.class)
          .hasMessage("Invalid access token.");
      HttpResponse<String> wrong =
          HTTP.send(
              HttpRequest.newBuilder(at(workspace, "/api/2.0/preview/scim/v2/Me"))
                  .header("Authorization", "Bearer wrong")
                  .build(),
              BodyHandlers.ofString());
      assertThat(wrong.statusCode()).isEqualTo(403);
      assertThat(wrong.body())
          .isEqualTo("{\"error_code\":\"403\",\"message\":\"Invalid access token.\"}");
      URI endpoint = workspace.running().endpoint();
      assertThatThrownBy(
              () ->
                  new Readiness(new WorkspaceAddress(endpoint, () -> "wrong"), Backoff.POLITE)
                      .await(Duration.ofMinutes(10), Progress.silent()))
          .hasMessage(
              "Cannot sign in at "
                  + endpoint
                  + ": Invalid access token (HTTP 403, 403); expected a valid token. Sign in again"
                  + " (az login, or the pipeline's service connection), then run this again.");
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(at(workspace, "/api/2.2/jobs/list")).build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body())
          .isEqualTo(
              "{\"error_code\":\"UNAUTHENTICATED\",\"message\":\"Credential was not sent or was of"
                  + " an unsupported type for this API.\"}");
    }
  }

  @Test
  void tokenOfAnotherServiceOrOfYesterdayIsRefused() throws Exception {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      assertAnswer(
          callAs(workspace, TestTenant.token(Audience.RESOURCE_MANAGER)),
          400,
          "{\"error_code\":\"400\",\"message\":\"io.jsonwebtoken.IncorrectClaimException: Expected"
              + " aud claim to be: 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d, but was:"
              + " https://management.azure.com.\"}");
      Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
      assertAnswer(
          callAs(workspace, TestTenant.token(TestTenant.open(yesterday), Audience.DATABRICKS)),
          401,
          "{\"error_code\":\"401\",\"message\":\"Token is expired\"}");
    }
  }

  @Test
  void meIsTheCaller() throws Exception {
    try (TestWorkspace workspace = TestWorkspace.start(folder).withDeploy()) {
      assertThat(workspace.client().currentUser().me(new MeRequest()).getUserName())
          .isEqualTo("owner@quarterdeck.example");
      HttpResponse<String> deploy =
          callAs(workspace, TestTenant.applicationToken("deploy", Audience.DATABRICKS));
      assertThat(deploy.body())
          .contains("\"userName\":\"00000000-0000-4000-8000-000000000031\"")
          .contains("\"displayName\":\"deploy\"");
    }
  }

  @Test
  void unsupportedRequestsAreRefused() throws Exception {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      assertAnswer(
          call(workspace, "GET", "/api/2.2/jobs/runs/delete", ""),
          404,
          "{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"No API found for 'GET"
              + " /api/2.2/jobs/runs/delete'\"}");
      assertAnswer(
          call(workspace, "GET", "/api/2.2/jobs/list?colour=red", ""),
          400,
          "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Cannot read the query: found"
              + " colour; expected one of limit, page_token, name, expand_tasks, offset.\"}");
      assertAnswer(
          call(workspace, "GET", "/api/2.2/jobs/list?page_token=x", ""),
          400,
          "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Cannot read the"
              + " page: found token 'x'; expected the token of an earlier page.\"}");
      assertAnswer(
          call(workspace, "POST", "/api/2.2/jobs/delete", "{\"job_id\":1,\"force\":true}"),
          400,
          "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"Cannot accept force:"
              + " found an unknown field; expected one of job_id.\"}");
      assertAnswer(
          call(workspace, "POST", "/api/2.2/jobs/delete", "[1]"),
          400,
          "{\"error_code\":\"MALFORMED_REQUEST\",\"message\":\"Cannot read the request: found other"
              + " JSON; expected a JSON object.\"}");
    }
  }

  @Test
  void callsBeyondTheLimitAreRetriedByTheClient() throws Exception {
    WorkspaceIdentity slow = new WorkspaceIdentity(7, 3);
    try (TestWorkspace workspace = TestWorkspace.start(folder, Clock.systemUTC(), slow)) {
      List<HttpResponse<String>> refused = new ArrayList<>();
      while (refused.isEmpty()) {
        HttpResponse<String> answer = call(workspace, "GET", "/api/2.2/jobs/list", "");
        if (answer.statusCode() != 200) {
          refused.add(answer);
        }
      }
      assertAnswer(
          refused.get(0),
          429,
          "{\"error_code\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"Current request has to be"
              + " retried because it exceeds the request limit.\"}");
      assertThat(refused.get(0).headers().firstValue("Retry-After")).contains("1");
      for (int i = 0; i < 5; i++) {
        assertThat(workspace.client().jobs().list(new ListJobsRequest())).isEmpty();
      }
    }
  }

  @Test
  void interruptedUploadLeavesNoFile() throws Exception {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      URI uri = workspace.running().endpoint();
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        socket
            .getOutputStream()
            .write(
                ("POST /api/2.0/workspace-files/import-file/Shared/a.jar?overwrite=true HTTP/1.1\r\n"
                        + "Host: 127.0.0.1\r\nAuthorization: Bearer "
                        + TestWorkspace.TOKEN
                        + "\r\nContent-Length: 1000\r\n\r\nhalf")
                    .getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(answer).doesNotContain("200 OK");
      }
      assertThat(folder.resolve("databricks/workspace/content/Shared")).isEmptyDirectory();
      assertThat(folder.resolve("databricks/workspace/incoming")).isEmptyDirectory();
    }
  }

  @Test
  void requestWithAnotherHostIsRefused() throws IOException {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      URI uri = workspace.running().endpoint();
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        socket
            .getOutputStream()
            .write(
                ("GET /api/2.2/jobs/list HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n"
                        + "Authorization: Bearer "
                        + TestWorkspace.TOKEN
                        + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(answer).startsWith("HTTP/1.1 403 ");
      }
    }
  }

  @Test
  void manyRunsAreListedPageByPage() throws IOException {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      long job = workspace.client().jobs().create(TestJob.of(task("load"))).getJobId();
      List<Long> started = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        long run =
            workspace
                .client()
                .jobs()
                .runNow(new com.databricks.sdk.service.jobs.RunNow().setJobId(job))
                .getResponse()
                .getRunId();
        Waiting.forEnd(workspace, run);
        started.add(run);
      }
      List<Long> listed = new ArrayList<>();
      workspace
          .client()
          .jobs()
          .listRuns(
              new com.databricks.sdk.service.jobs.ListRunsRequest().setJobId(job).setLimit(3L))
          .forEach(run -> listed.add(run.getRunId()));
      assertThat(listed).containsExactlyInAnyOrderElementsOf(started);
    }
  }

  /** As in Azure, the metastore with its credentials does not belong to the workspace. */
  @Test
  void aDeletedWorkspaceKeepsNoJobsScopesAndFiles() throws IOException {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      workspace.client().jobs().create(TestJob.of(task("load")));
      workspace.createScope();
      workspace.uploadJar();
      workspace.createCredential(TestWorkspace.CONNECTOR);

      workspace.emulator().deleteContent();

      assertThat(workspace.client().jobs().list(new ListJobsRequest())).isEmpty();
      assertThat(workspace.client().secrets().listScopes()).isEmpty();
      assertThatThrownBy(() -> workspace.client().workspace().getStatus(TestWorkspace.JAR))
          .isInstanceOf(NotFound.class);
      assertThat(workspace.client().storageCredentials().get("lake").getName()).isEqualTo("lake");
    }
  }

  private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  private static HttpResponse<String> call(
      TestWorkspace workspace, String method, String path, String body)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(at(workspace, path))
            .header("Authorization", "Bearer " + TestWorkspace.TOKEN)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> callAs(TestWorkspace workspace, String token)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(at(workspace, "/api/2.0/preview/scim/v2/Me"))
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  private static URI at(TestWorkspace workspace, String path) {
    return URI.create(workspace.running().endpoint() + path);
  }
}
