package io.quarterdeck.local.databricks;

import static io.quarterdeck.local.databricks.TestJob.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunNow;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.StreamingRegistration;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.pipeline.PipelineUpdates;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databricks' Python client works with the emulator without changes. */
class PythonClientIT {
  private static final String SCRIPT =
      """
      from databricks.sdk import WorkspaceClient
      w = WorkspaceClient()
      print(w.current_user.me().user_name)
      for job in w.jobs.list():
          print("job", job.settings.name, job.settings.schedule.quartz_cron_expression)
          for run in w.jobs.list_runs(job_id=job.job_id, expand_tasks=True):
              print("run", run.run_id == run.tasks[0].run_id, run.state.result_state.value)
              print("output", w.jobs.get_run_output(run.tasks[0].run_id).logs.strip())
      run = w.jobs.run_now(job_id=job.job_id, idempotency_token="python").result()
      print("again", run.status.termination_details.code.value)
      try:
          w.jobs.get(1)
      except Exception as e:
          print(type(e).__name__, e)
      """;

  private static final String REGISTERED =
      """
      from databricks.sdk import WorkspaceClient
      w = WorkspaceClient()
      for job in w.jobs.list():
          print("job", job.settings.name)
      for pipeline in w.pipelines.list_pipelines():
          spec = w.pipelines.get(pipeline.pipeline_id).spec
          print(pipeline.name, pipeline.state.value, spec.catalog, spec.schema, spec.clusters[0].node_type_id)
          for update in w.pipelines.list_updates(pipeline.pipeline_id).updates:
              print(update.state.value, update.cause.value)
      """;

  private static final String PIPELINES =
      """
      from databricks.sdk import WorkspaceClient
      from databricks.sdk.service.pipelines import FileLibrary, PipelineLibrary
      w = WorkspaceClient()
      source = PipelineLibrary(file=FileLibrary(path="/Workspace/Shared/pipeline.sql"))
      configuration = {"quarterdeck.lake": "abfss://lake@host", "quarterdeck.jar": "%s", "trace": "%s", "mode": ""}
      created = w.pipelines.create(name="orders", libraries=[source], configuration=configuration)
      w.pipelines.start_update(created.pipeline_id)
      w.pipelines.wait_get_pipeline_idle(created.pipeline_id)
      for pipeline in w.pipelines.list_pipelines():
          print(pipeline.name, pipeline.state.value, pipeline.health.value, len(pipeline.latest_updates))
      for update in w.pipelines.list_updates(created.pipeline_id).updates:
          print(update.state.value, update.config.name, update.cause.value)
      for event in w.pipelines.list_pipeline_events(created.pipeline_id):
          print(event.level.value, event.event_type, event.message.split()[-1])
      """;

  @TempDir private Path folder;

  /** Returns the program, which must have the client in CI. */
  private String python() throws Exception {
    String python = Optional.ofNullable(System.getenv("QUARTERDECK_PYTHON")).orElse("python3");
    boolean there = run(folder, python, "", "import databricks.sdk").exitCode == 0;
    String advice =
        "Databricks' client for Python is missing: python3 -m pip install databricks-sdk, or set"
            + " QUARTERDECK_PYTHON to a Python that has it";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(advice).isTrue();
    }
    assumeTrue(there, advice);
    return python;
  }

  @Test
  void pythonClientRunsAndListsAPipeline() throws Exception {
    String python = python();
    try (TestWorkspace workspace = PipelinesTest.workspace(folder)) {
      String script = PIPELINES.formatted(TestWorkspace.JAR, folder.resolve("trace"));
      assertThat(run(folder, python, workspace.running().endpoint().toString(), script).text)
          .isEqualTo(
              """
              orders IDLE HEALTHY 1
              COMPLETED orders API_CALL
              INFO update_progress completed.
              INFO update_progress running.
              INFO update_progress initializing.
              INFO update_progress created.
              """);
    }
  }

  @Test
  void pythonClientListsTheJobsThePipelineAndTheUpdatesThatRegisterCreates() throws Exception {
    String python = python();
    try (TestWorkspace workspace =
        TestWorkspace.start(folder, launch -> new EndedProcess(new CountDownLatch(0)))) {
      JobEnvironment site = StreamingRegistrationTest.site(workspace);
      TestJobEnvironment.setUp(site);
      StreamingRegistrationTest.registration(
              workspace,
              Files.write(folder.resolve("job.jar"), TestWorkspace.jar()),
              new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, JobUpsert.Drift.REVERT))
          .run(Registration.Mode.APPLY);
      Workspace open = TestJobEnvironment.open(workspace);
      PipelineUpdates updates =
          new PipelineUpdates(
              open, StreamingRegistration.pipeline(open, site.stack()).id(), Progress.silent());
      updates.awaitSuccess(updates.start(), Duration.ZERO, Duration.ofMinutes(1));
      assertThat(run(folder, python, workspace.running().endpoint().toString(), REGISTERED).text)
          .isEqualTo(
              """
              job quarterdeck-streaming-maintenance
              job quarterdeck-streaming-replay
              job quarterdeck-streaming-verify
              job quarterdeck-streaming-orders
              quarterdeck-streaming-orders IDLE main default Standard_D4ds_v5
              COMPLETED API_CALL
              """);
    }
  }

  @Test
  void pythonClientListsAndRunsTheJob() throws Exception {
    String python = python();
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      workspace.uploadJar();
      Path trace = folder.resolve("trace");
      long job =
          workspace
              .client()
              .jobs()
              .create(
                  TestJob.of(task("load", "append", trace.toString(), "loaded"))
                      .setSchedule(
                          new com.databricks.sdk.service.jobs.CronSchedule()
                              .setQuartzCronExpression("0 0 6 1 1,4,7,10 ?")
                              .setTimezoneId("UTC")))
              .getJobId();
      Run first =
          Waiting.forEnd(
              workspace,
              workspace
                  .client()
                  .jobs()
                  .runNow(new RunNow().setJobId(job))
                  .getResponse()
                  .getRunId());
      assertThat(first.getState().getResultState().toString()).isEqualTo("SUCCESS");
      Said said = run(folder, python, workspace.running().endpoint().toString(), SCRIPT);
      assertThat(said.text)
          .isEqualTo(
              """
              owner@quarterdeck.example
              job quarterly 0 0 6 1 1,4,7,10 ?
              run False SUCCESS
              output done append
              again SUCCESS
              ResourceDoesNotExist Job 1 does not exist.
              """);
      assertThat(Files.readAllLines(trace)).containsExactly("loaded", "loaded");
    }
  }

  private record Said(int exitCode, String text) {}

  private static Said run(Path folder, String python, String host, String script)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(python, "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("DATABRICKS_HOST", host);
    builder.environment().put("DATABRICKS_TOKEN", TestWorkspace.TOKEN);
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }
}
