package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.RegistrationRequest;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.QuarterlyJob;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.run.RunStart;
import io.quarterdeck.azure.databricks.run.RunTokens;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace that is busy, closes connections, or no longer accepts the token. */
class WorkspaceFaultsTest {
  private static final String RUN_NOW = "POST /api/2.2/jobs/run-now";
  private static final String FOLLOW = "GET /api/2.2/jobs/runs/get?";
  private static final Map<String, String> IN_A_SECOND = Map.of("Retry-After", "1");

  @TempDir private Path folder;

  private TestWorkspace workspace;
  private WorkspaceRelay relay;

  @BeforeEach
  void start() throws IOException {
    workspace = TestWorkspace.start(folder);
    relay = new WorkspaceRelay(workspace.running().endpoint());
  }

  @AfterEach
  void stop() {
    relay.close();
    workspace.close();
  }

  @Test
  void busyWorkspaceIsRetriedAndTheRunIsStartedOnce() throws IOException {
    long job = createJob();
    relay.refuseNext(RUN_NOW, 429, error("REQUEST_LIMIT_EXCEEDED", "slower"), IN_A_SECOND);
    relay.refuseNext(RUN_NOW, 503, error("TEMPORARILY_UNAVAILABLE", "one moment"), IN_A_SECOND);

    long run = runs().start(Optional.empty());
    relay.refuseNext(FOLLOW, 503, error("TEMPORARILY_UNAVAILABLE", "one moment"), IN_A_SECOND);
    watch().awaitSuccess(run);

    assertThat(allRuns(job)).containsExactly(run);
  }

  @Test
  void expiredTokenEndsTheCommandButNotTheRun() throws IOException {
    long job = createJob();
    long run = runs().start(Optional.empty());
    relay.refuseNext(FOLLOW, 401, error("UNAUTHENTICATED", "Token is expired."), Map.of());

    assertThatThrownBy(() -> watch().awaitSuccess(run))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot follow run "
                + run
                + " at "
                + relay.endpoint()
                + ": Token is expired (HTTP 401, UNAUTHENTICATED); expected a valid token. Sign in"
                + " again (az login, or the pipeline's service connection), then run this again."
                + " The run may still be active: check it with ./quarterdeck runs before you start"
                + " another.");

    watch().awaitSuccess(run);
    assertThat(allRuns(job)).containsExactly(run);
  }

  @Test
  void jarWithAnInterruptedUploadIsRegisteredByTheNextAttempt() throws IOException {
    TestJobEnvironment.setUp(TestJobEnvironment.site(workspace));
    Path jar = Files.write(folder.resolve("job.jar"), new byte[1 << 20]);
    relay.next(
        "PUT /api/2.0/fs/files/Volumes/main/default/quarterdeck_test/jars/",
        exchange -> exchange.getRequestBody().readNBytes(1 << 10));

    assertThatThrownBy(() -> register(jar))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot write " + path(jar) + " at " + relay.endpoint() + ": ");
    assertThat(workspace.client().jobs().list(new ListJobsRequest())).isEmpty();

    assertThat(register(jar).lines()).contains("+ jar " + path(jar));
    assertThat(register(jar).isUnchanged()).isTrue();
  }

  private Registration.Result register(Path jar) {
    RegistrationRequest request =
        new RegistrationRequest(
            site(),
            TestJobEnvironment.dataset(),
            TestJobEnvironment.TEXT,
            JobJar.of(jar),
            JobOptions.defaults(site()),
            new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, JobUpsert.Drift.REVERT),
            Optional.empty());
    return new Registration(request, open(), Progress.silent()).run(Registration.Mode.APPLY);
  }

  private long createJob() throws IOException {
    workspace.uploadJar();
    return workspace
        .client()
        .jobs()
        .create(
            TestJob.of(TestJob.task("load", "append", folder.resolve("trace").toString(), "ran"))
                .setName(TestJobEnvironment.JOB)
                .setTags(Map.of("managed_by", "quarterdeck", "stack", "test")))
        .getJobId();
  }

  private List<Long> allRuns(long job) {
    List<Long> runs = new ArrayList<>();
    for (BaseRun run : workspace.client().jobs().listRuns(new ListRunsRequest().setJobId(job))) {
      runs.add(run.getRunId());
    }
    return runs;
  }

  private RunStart runs() {
    return new RunStart(
        open(),
        new QuarterlyJob(open(), site(), TestJobEnvironment.dataset()),
        new RunTokens(folder.resolve("tokens")),
        Progress.silent());
  }

  private RunWatch watch() {
    return new RunWatch(
        open(), new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)), Progress.silent());
  }

  private Workspace open() {
    return Workspace.at(address());
  }

  private WorkspaceAddress address() {
    return new WorkspaceAddress(relay.endpoint(), () -> TestWorkspace.TOKEN);
  }

  /** Returns the environment of the test, with the relay in front of the workspace. */
  private JobEnvironment site() {
    JobEnvironment direct = TestJobEnvironment.site(workspace);
    return new JobEnvironment(
        direct.stack(),
        direct.environment(),
        address(),
        direct.database(),
        direct.vault(),
        direct.lake(),
        direct.runAs());
  }

  private static String path(Path jar) {
    return "/Volumes/main/default/quarterdeck_test/jars/quarterdeck-jobs-"
        + JobJar.of(jar).digest().sha256()
        + ".jar";
  }

  private static String error(String code, String message) {
    return "{\"error_code\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
  }
}
