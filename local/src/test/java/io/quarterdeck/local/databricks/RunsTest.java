package io.quarterdeck.local.databricks;

import static io.quarterdeck.local.databricks.TestJob.after;
import static io.quarterdeck.local.databricks.TestJob.attempts;
import static io.quarterdeck.local.databricks.TestJob.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.core.error.platform.BadRequest;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunOutput;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.RunTask;
import com.databricks.sdk.service.jobs.TerminationCodeCode;
import com.databricks.sdk.service.workspace.Delete;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the uploaded jar. Each task runs in its own JVM. */
class RunsTest {
  @TempDir private Path folder;

  private TestWorkspace workspace;
  private Path trace;

  @BeforeEach
  void start() throws IOException {
    trace = folder.resolve("trace");
    workspace = TestWorkspace.start(folder);
    workspace.uploadJar();
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @Test
  void tasksRunInTheirOrderWithTheirParametersResolved() throws Exception {
    CreateJob job =
        TestJob.of(
                task(
                        "export",
                        "append",
                        file(),
                        "export {{job.parameters.quarter}}, run {{job.run_id}}")
                    .setDependsOn(after("load")),
                task(
                    "load",
                    "append",
                    file(),
                    "load of \"{{ job.name }}\",\n{{task.name}} \\ {{task.execution_count}}"))
            .setParameters(List.of(new JobParameterDefinition().setName("quarter").setDefault("")));
    Run run = finished(new RunNow().setJobParameters(Map.of("quarter", "2026Q1")), job);
    assertThat(run.getState().getResultState()).isEqualTo(RunResultState.SUCCESS);
    assertThat(run.getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.TERMINATED);
    assertThat(run.getStatus().getTerminationDetails().getCode())
        .isEqualTo(TerminationCodeCode.SUCCESS);
    assertThat(Files.readAllLines(trace))
        .containsExactly(
            "load of \"quarterly\",", "load \\ 1", "export 2026Q1, run " + run.getRunId());
    RunTask load = attempts(run, "load").get(0);
    assertThat(load.getEndTime())
        .isLessThanOrEqualTo(attempts(run, "export").get(0).getStartTime());
    RunOutput output = workspace.client().jobs().getRunOutput(load.getRunId());
    assertThat(output.getLogs()).isEqualTo("done append\n");
    assertThat(output.getError()).isNull();
    assertThat(output.getMetadata().getJobRunId()).isEqualTo(run.getRunId());
    assertThat(run.getRunPageUrl())
        .isEqualTo(
            "%s/?o=7#job/%d/run/%d"
                .formatted(workspace.running().endpoint(), run.getJobId(), run.getRunId()));
  }

  @Test
  void failedTaskIsRetriedAndItsLastAttemptDecides() throws Exception {
    CreateJob job =
        TestJob.of(
            task("load", "flaky", file(), "3").setMaxRetries(2L).setMinRetryIntervalMillis(1L));
    Run run = finished(new RunNow(), job);
    assertThat(run.getState().getResultState()).isEqualTo(RunResultState.SUCCESS);
    assertThat(attempts(run, "load"))
        .extracting(attempt -> attempt.getState().getResultState())
        .containsExactly(RunResultState.FAILED, RunResultState.FAILED, RunResultState.SUCCESS);
    assertThat(attempts(run, "load"))
        .extracting(RunTask::getAttemptNumber)
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void tasksAfterAFailureAreSkippedWithAReason() throws Exception {
    CreateJob job =
        TestJob.of(
            task("load", "fail", file(), "Cannot load: it rains."),
            task("export", "append", file(), "export").setDependsOn(after("load")));
    Run run = finished(new RunNow(), job);
    assertThat(run.getState().getLifeCycleState()).isEqualTo(RunLifeCycleState.INTERNAL_ERROR);
    assertThat(run.getState().getResultState()).isEqualTo(RunResultState.FAILED);
    assertThat(run.getState().getStateMessage())
        .isEqualTo(
            "Task load failed with message: Workload failed, see run output for details. Root"
                + " cause: Cannot load: it rains.");
    assertThat(run.getStatus().getTerminationDetails().getCode())
        .isEqualTo(TerminationCodeCode.RUN_EXECUTION_ERROR);
    assertThat(attempts(run, "export").get(0).getState().getResultState())
        .isEqualTo(RunResultState.UPSTREAM_FAILED);
    assertThat(trace).doesNotExist();
    RunOutput output =
        workspace.client().jobs().getRunOutput(attempts(run, "load").get(0).getRunId());
    assertThat(output.getError()).isEqualTo("Cannot load: it rains.");
    assertThat(output.getLogs()).isEqualTo("FAILURE Cannot load: it rains.\n");
  }

  @Test
  void exceptionIsTheErrorAndItsStackTraceIsTheTrace() throws Exception {
    Run run = finished(new RunNow(), TestJob.of(task("load", "throw", file(), "too wet")));
    RunOutput output =
        workspace.client().jobs().getRunOutput(attempts(run, "load").get(0).getRunId());
    assertThat(output.getError()).isEqualTo("java.lang.IllegalStateException: too wet");
    assertThat(output.getErrorTrace())
        .startsWith("Exception in thread \"main\" java.lang.IllegalStateException: too wet\n\tat ");
  }

  @Test
  void taskThatExceedsItsTimeoutIsEndedAndOnlyRetriedIfConfigured() throws Exception {
    CreateJob job =
        TestJob.of(
            task("load", "hang", file()).setTimeoutSeconds(1L).setMaxRetries(2L),
            task("other", "hang", file())
                .setTimeoutSeconds(1L)
                .setMaxRetries(1L)
                .setMinRetryIntervalMillis(0L)
                .setRetryOnTimeout(true));
    Run run = finished(new RunNow(), job);
    assertThat(attempts(run, "load"))
        .extracting(attempt -> attempt.getState().getResultState())
        .containsExactly(RunResultState.TIMEDOUT);
    assertThat(attempts(run, "other"))
        .extracting(attempt -> attempt.getState().getResultState())
        .containsExactly(RunResultState.TIMEDOUT, RunResultState.TIMEDOUT);
    assertThat(processesLeft()).isEmpty();
  }

  @Test
  void aRunThatTakesTooLongIsEnded() throws Exception {
    Run run =
        finished(new RunNow(), TestJob.of(task("load", "hang", file())).setTimeoutSeconds(2L));
    assertThat(run.getState().getResultState()).isEqualTo(RunResultState.TIMEDOUT);
    assertThat(processesLeft()).isEmpty();
  }

  @Test
  void aCancelledRunEndsItsProcess() throws Exception {
    Run run =
        begun(
            TestJob.of(
                task("load", "hang", file()),
                task("export", "append", file(), "no").setDependsOn(after("load"))));
    workspace.client().jobs().cancelRun(run.getRunId()).get();
    Run ended = workspace.client().jobs().getRun(run.getRunId());
    assertThat(ended.getState().getResultState()).isEqualTo(RunResultState.CANCELED);
    assertThat(ended.getStatus().getTerminationDetails().getCode())
        .isEqualTo(TerminationCodeCode.USER_CANCELED);
    assertThat(processesLeft()).isEmpty();
    assertThat(attempts(ended, "export").get(0).getState().getResultState())
        .isEqualTo(RunResultState.CANCELED);
  }

  @Test
  void sameIdempotencyTokenReturnsTheSameRun() throws Exception {
    long job =
        workspace
            .client()
            .jobs()
            .create(TestJob.of(task("load", "append", file(), "once")))
            .getJobId();
    RunNow request = new RunNow().setJobId(job).setIdempotencyToken("a token");
    Run first = workspace.client().jobs().runNow(request).get();
    long second = workspace.client().jobs().runNow(request).getResponse().getRunId();
    assertThat(second).isEqualTo(first.getRunId());
    assertThat(Files.readAllLines(trace)).containsExactly("once");
  }

  @Test
  void secretsArePassedOnlyToTheProcess() throws Exception {
    workspace.createScope();
    CreateJob job =
        TestJob.of(
            task("load", "environment", file(), "PASSWORD"),
            task("export", "property", file(), "spark.secret").setDependsOn(after("load")));
    job.getJobClusters()
        .iterator()
        .next()
        .getNewCluster()
        .setSparkEnvVars(Map.of("PASSWORD", "{{secrets/vault/postgres-password}}"))
        .setSparkConf(Map.of("spark.secret", "{{secrets/vault/postgres-password}}"));
    Run run = finished(new RunNow(), job);
    assertThat(Files.readAllLines(trace)).containsExactly("PASSWORD=s3cret", "spark.secret=s3cret");
    assertThat(run.toString()).doesNotContain("s3cret");
    try (var files = Files.walk(folder.resolve("databricks"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("s3cret");
      }
    }
  }

  @Test
  void missingSecretOrJarFailsTheTaskWithAnExplanation() throws Exception {
    CreateJob secret = TestJob.of(task("load", "append", file(), "no"));
    secret
        .getJobClusters()
        .iterator()
        .next()
        .getNewCluster()
        .setSparkEnvVars(Map.of("P", "{{secrets/no/such}}"));
    Run run = finished(new RunNow(), secret);
    assertThat(run.getState().getStateMessage())
        .isEqualTo(
            "Task load failed with message: Cluster could not be launched: {{secrets/no/such}} in"
                + " spark_env_vars: Scope no does not exist!");
    workspace.client().workspace().delete(new Delete().setPath(TestWorkspace.JAR));
    Run other = finished(new RunNow(), TestJob.of(task("load", "append", file(), "no")));
    RunTask attempt = attempts(other, "load").get(0);
    assertThat(attempt.getStatus().getTerminationDetails().getCode())
        .isEqualTo(TerminationCodeCode.LIBRARY_INSTALLATION_ERROR);
    assertThat(attempt.getState().getStateMessage())
        .isEqualTo(
            "Library installation failed for library due to user error for jar:"
                + " \"/Workspace/Shared/task.jar\". Error messages: Path"
                + " (/Workspace/Shared/task.jar) doesn't exist.");
  }

  @Test
  void onlyRunsOfNotebooksCanBeExportedAndOnlyTasksHaveOutput() throws Exception {
    Run run = finished(new RunNow(), TestJob.of(task("load", "append", file(), "x")));
    assertThatThrownBy(() -> workspace.client().jobs().exportRun(run.getRunId()))
        .isInstanceOf(BadRequest.class)
        .hasMessage(
            "Cannot export run %d: only runs of notebooks can be exported; expected one."
                .formatted(run.getRunId()));
    assertThatThrownBy(() -> workspace.client().jobs().getRunOutput(run.getRunId()))
        .hasMessageStartingWith(
            "Retrieving the output of runs with multiple tasks is not supported.");
  }

  private Run begun(CreateJob job) {
    long id = workspace.client().jobs().create(job).getJobId();
    long run = workspace.client().jobs().runNow(new RunNow().setJobId(id)).getResponse().getRunId();
    Waiting.until("the task to run", () -> Files.exists(trace));
    return workspace.client().jobs().getRun(run);
  }

  private Run finished(RunNow request, CreateJob job) throws TimeoutException {
    long id = workspace.client().jobs().create(job).getJobId();
    long run = workspace.client().jobs().runNow(request.setJobId(id)).getResponse().getRunId();
    return Waiting.forEnd(workspace, run);
  }

  private List<Long> processesLeft() throws IOException {
    return Files.readAllLines(trace).stream()
        .filter(line -> line.startsWith("hangs "))
        .map(line -> Long.valueOf(line.substring("hangs ".length())))
        .filter(process -> ProcessHandle.of(process).isPresent())
        .toList();
  }

  private String file() {
    return trace.toString();
  }
}
