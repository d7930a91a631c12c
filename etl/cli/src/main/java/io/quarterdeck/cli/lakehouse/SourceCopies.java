package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.datafactory.FactoryClient;
import io.quarterdeck.azure.datafactory.PipelineRuns;
import io.quarterdeck.azure.datafactory.PipelineRuns.Finished;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehousePipeline;
import io.quarterdeck.contract.LakehousePipeline.Parameter;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Copies the source data of days with the pipelines of the data factory.
 *
 * @param lakehouse the lakehouse of the stack
 * @param deadline the time to wait for the end of each run
 * @param progress receives the activities, and the tasks of the jobs
 */
record SourceCopies(LakehouseStack lakehouse, Duration deadline, Progress progress) {
  private PipelineRuns runs() {
    return new PipelineRuns(
        new FactoryClient(
            lakehouse.connected().access(), lakehouse.outputs().requireLakehouse().factoryId()),
        Backoff.POLITE,
        deadline);
  }

  /** Copies the tables, and runs the weekly job. */
  Finished tables(LocalDate day) {
    return run(LakehousePipeline.COPY_ONCE_WEEK, day, Map.of(), () -> {});
  }

  /**
   * Copies the posts of a day without a job.
   *
   * @param delivery delivers the posts, unless an earlier command started the copy
   */
  Finished posts(LocalDate day, Runnable delivery) {
    return run(LakehousePipeline.COPY_POSTS_EVERYDAY, day, Map.of(Parameter.JOB_ID, ""), delivery);
  }

  /**
   * Copies the posts of a day, and runs the daily job once for all days that it did not process
   * yet, because each run of a job starts a cluster.
   */
  Finished posts(LocalDate day, Days job, Runnable delivery) {
    return run(
        LakehousePipeline.COPY_POSTS_EVERYDAY,
        day,
        Map.of(Parameter.JOB_DAYS, job.toString()),
        delivery);
  }

  /** Waits for the run that an interrupted command started, or starts one. */
  private Finished run(
      LakehousePipeline pipeline, LocalDate day, Map<Parameter, String> more, Runnable before) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(Parameter.DAY.parameterName(), day.toString());
    more.forEach((parameter, value) -> parameters.put(parameter.parameterName(), value));
    PipelineRuns runs = runs();
    progress.phase("starting the pipeline " + pipeline.pipelineName());
    Optional<String> active = runs.active(pipeline.pipelineName(), parameters);
    if (active.isEmpty()) {
      before.run();
    }
    return runs.awaitSuccess(
        active.orElseGet(() -> runs.start(pipeline.pipelineName(), correlated(parameters))),
        () -> showJob(pipeline.job()),
        progress);
  }

  /** A later command, which has another id, must find the run by the other parameters. */
  private static Map<String, String> correlated(Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put(Parameter.CORRELATION_ID.parameterName(), CorrelationId.ofProcess().text());
    return all;
  }

  /** Shows the tasks of the active run of a job until it ends. The pipeline reports a failure. */
  private void showJob(LakehouseJob job) {
    new LakehouseRuns(lakehouse.workspace(), lakehouse.environment().stack(), progress)
        .newest(job, 1).stream()
            .filter(run -> !run.state().stage().isEnd())
            .forEach(
                run ->
                    new RunWatch(
                            lakehouse.workspace(),
                            Backoff.POLITE,
                            new RunWatch.Limits(RunWatch.AWAY, deadline),
                            progress)
                        .follow(run.id()));
  }
}
