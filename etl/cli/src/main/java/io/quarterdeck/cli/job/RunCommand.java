package io.quarterdeck.cli.job;

import io.quarterdeck.azure.databricks.StreamingRegistration;
import io.quarterdeck.azure.databricks.job.DatasetJob;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.pipeline.PipelineUpdates;
import io.quarterdeck.azure.databricks.run.RunStart;
import io.quarterdeck.azure.databricks.run.RunTokens;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.lakehouse.LakehouseRuns;
import io.quarterdeck.cli.lakehouse.LakehouseStack;
import io.quarterdeck.cli.lakehouse.ModelLog;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.DaysConverter;
import io.quarterdeck.cli.options.DeadlineOption;
import io.quarterdeck.cli.options.LostEventsConverter;
import io.quarterdeck.cli.options.NameConverter;
import io.quarterdeck.cli.options.Numbers;
import io.quarterdeck.cli.options.QuarterConverter;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.streaming.StreamingRuns;
import io.quarterdeck.cli.streaming.StreamingStack;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.LostEvents;
import io.quarterdeck.contract.OrdersPipeline;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Starts a run of the registered job. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a run of a dataset's job, or of a job of the lakehouse or of the streaming system.",
      "If the response was lost, a repeated command finds the started run and does not start a"
          + " second one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck run --stack dev --wait",
      "  ./quarterdeck run --stack dev --quarter 2026Q3"
    })
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private DeadlineOption deadline;
  @Mixin private SystemsOption systems;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      description = {
        "Lakehouse: weekly, daily (default), train or maintenance.",
        "Streaming: orders (default), verify, maintenance or pipeline (an update of the declarative"
            + " pipeline)."
      })
  private Optional<String> jobName;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      converter = DaysConverter.class,
      description = {
        "Lakehouse: the day of a weekly or daily run, or several days with commas.",
        "Streaming: the days of the batch data (default: the newest copy)."
      })
  private Optional<Days> days;

  @Option(
      names = "--lost-events",
      paramLabel = "refuse|accept",
      converter = LostEventsConverter.class,
      description = {
        "Streaming: if the event hub deleted events before the job orders read them: fail (refuse,",
        "default), or continue with the next event (accept)."
      })
  private Optional<LostEvents> lostEvents;

  @Option(
      names = "--wait",
      description = "Wait for the run to end; the exit code is 1 if it fails.")
  private boolean wait;

  @Option(
      names = "--quarter",
      paramLabel = "QUARTER",
      converter = QuarterConverter.class,
      description = "Export only this quarter, as in 2026Q3 (default: all quarters).")
  private Optional<Quarter> quarter;

  @Option(
      names = "--retry",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description =
          "With --wait: how long to retry if the workspace does not respond (default:"
              + " ${DEFAULT-VALUE}).")
  private long retrySeconds;

  /** Returns the stored idempotency tokens of runs. */
  static RunTokens tokens(WorkspaceOptions.Opened opened) {
    return new RunTokens(Folders.current().runs(opened.environment().stack()));
  }

  private long follow(WorkspaceOptions.Opened opened, long id, StepProgress progress) {
    RunWatch.Limits limits =
        new RunWatch.Limits(Duration.ofSeconds(retrySeconds), deadline.deadline());
    new RunWatch(opened.workspace(), Backoff.POLITE, limits, progress).awaitSuccess(id);
    return id;
  }

  @Override
  public Integer call() {
    Numbers.requireAtLeast(command, "--retry", retrySeconds, 0);
    checkOptions();
    return isPipeline() ? callPipeline() : callJob();
  }

  private boolean isPipeline() {
    return systems.one() == PlatformSystemName.STREAMING
        && jobName.filter(OrdersPipeline.SHORT_NAME::equals).isPresent();
  }

  /** Starts an update of the declarative pipeline. */
  private int callPipeline() {
    try (StepProgress progress = Output.of(command).step("run")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      StreamingStack stack = StreamingStack.of(opened.connected());
      String id =
          StreamingRegistration.pipeline(opened.workspace(), stack.environment().stack()).id();
      PipelineUpdates updates = new PipelineUpdates(opened.workspace(), id, progress);
      String update = updates.start();
      if (wait) {
        Interruption.explained(
            "Interrupted: update " + update + " continues. Look at " + updates.link(update),
            () -> {
              updates.awaitSuccess(update, Duration.ofSeconds(retrySeconds), deadline.deadline());
              return update;
            });
        progress.done("update " + update + " completed");
      }
      print(update, updates.link(update));
    }
    return 0;
  }

  private void print(String update, String link) {
    Output.of(command)
        .result(
            out -> {
              out.println(
                  wait ? "Update " + update + " completed." : "Started update " + update + ".");
              out.println("  " + link);
            },
            new JsonObject()
                    .with("update", update)
                    .with("status", wait ? "completed" : "started")
                    .with("link", link)
                ::text);
  }

  private int callJob() {
    try (StepProgress progress = Output.of(command).step("run")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      Started started =
          switch (systems.one()) {
            case BATCH -> startBatch(opened, progress);
            case LAKEHOUSE -> startLakehouse(opened, progress);
            case STREAMING -> startStreaming(opened, progress);
          };
      long id = started.id();
      if (wait) {
        Interruption.explained(
            "Interrupted: run " + id + " continues. Cancel it with ./quarterdeck cancel " + id,
            () -> follow(opened, id, progress));
        logTraining(opened, progress);
        showVerification(opened, progress);
        progress.done("run " + id + " succeeded");
      }
      print(id, started.link() + "/runs/" + id);
    }
    return 0;
  }

  /** Shows the model of a finished training in the experiment of the stack. */
  private void logTraining(WorkspaceOptions.Opened opened, StepProgress progress) {
    if (systems.one() == PlatformSystemName.LAKEHOUSE && lakehouseJob() == LakehouseJob.TRAIN) {
      ModelLog.of(LakehouseStack.of(opened.connected()), progress).write();
    }
  }

  private void showVerification(WorkspaceOptions.Opened opened, StepProgress progress) {
    if (systems.one() == PlatformSystemName.STREAMING && streamingJob() == StreamingJob.VERIFY) {
      StreamingStack.of(opened.connected()).verification(progress).ifPresent(progress::note);
    }
  }

  /**
   * A started run.
   *
   * @param link the URL of the job's page
   */
  private record Started(long id, String link) {}

  private Started startBatch(WorkspaceOptions.Opened opened, StepProgress progress) {
    DatasetJob registered =
        new DatasetJob(opened.workspace(), opened.environment(), dataset.dataset());
    long id = new RunStart(opened.workspace(), registered, tokens(opened), progress).start(quarter);
    return new Started(id, registered.link(registered.id()));
  }

  private Started startLakehouse(WorkspaceOptions.Opened opened, StepProgress progress) {
    LakehouseRuns runs =
        new LakehouseRuns(opened.workspace(), opened.environment().stack(), progress);
    LakehouseJob chosen = lakehouseJob();
    long id =
        runs.start(
            chosen, days.map(each -> Map.of(Parameter.DAYS, each.toString())).orElse(Map.of()));
    WorkspaceJob registered = runs.job(chosen);
    return new Started(id, registered.link(registered.id()));
  }

  private Started startStreaming(WorkspaceOptions.Opened opened, StepProgress progress) {
    StreamingStack stack = StreamingStack.of(opened.connected());
    StreamingRuns runs =
        new StreamingRuns(opened.workspace(), stack.environment().stack(), progress);
    Map<StreamingJob.Parameter, String> parameters = new EnumMap<>(StreamingJob.Parameter.class);
    days.ifPresent(each -> parameters.put(StreamingJob.Parameter.DAYS, each.toString()));
    lostEvents.ifPresent(each -> parameters.put(StreamingJob.Parameter.LOST_EVENTS, each.text()));
    StreamingJob chosen = streamingJob();
    long id = runs.start(chosen, parameters);
    WorkspaceJob registered = runs.job(chosen);
    return new Started(id, registered.link(registered.id()));
  }

  private LakehouseJob lakehouseJob() {
    return jobName
        .map(name -> job(name, LakehouseJob.values(), LakehouseJob::shortName))
        .orElse(LakehouseJob.DAILY);
  }

  private StreamingJob streamingJob() {
    return jobName
        .map(name -> job(name, StreamingJob.values(), StreamingJob::shortName))
        .orElse(StreamingJob.ORDERS);
  }

  private <T> T job(String name, T[] jobs, Function<T, String> shortName) {
    try {
      return new NameConverter<>(jobs, shortName).convert(name);
    } catch (TypeConversionException e) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--job': " + e.getMessage());
    }
  }

  private void checkOptions() {
    List<String> foreign = new ArrayList<>();
    switch (systems.one()) {
      case BATCH -> {
        jobName.ifPresent(each -> foreign.add("--job"));
        days.ifPresent(each -> foreign.add("--day"));
        lostEvents.ifPresent(each -> foreign.add("--lost-events"));
      }
      case STREAMING -> {
        quarter.ifPresent(each -> foreign.add("--quarter"));
        checkStreaming();
      }
      case LAKEHOUSE -> {
        quarter.ifPresent(each -> foreign.add("--quarter"));
        lostEvents.ifPresent(each -> foreign.add("--lost-events"));
        checkLakehouse();
      }
    }
    systems.refuse(foreign);
  }

  private void checkLakehouse() {
    LakehouseJob job = lakehouseJob();
    boolean needsDay = job.parameters().contains(Parameter.DAYS);
    if (needsDay != days.isPresent()) {
      throw new ParameterException(
          command.commandLine(),
          "The job %s %s".formatted(job.shortName(), needsDay ? "needs --day" : "has no --day"));
    }
    switch (job) {
      case REPLAY -> throw startedBy("replay");
      case ROLLBACK -> throw startedBy("rollback");
      case WEEKLY, DAILY, TRAIN, MAINTENANCE -> {}
    }
  }

  private void checkStreaming() {
    if (isPipeline()) {
      if (days.isPresent() || lostEvents.isPresent()) {
        throw new ParameterException(
            command.commandLine(), "The pipeline does not accept --day or --lost-events");
      }
      return;
    }
    StreamingJob job = streamingJob();
    if (job == StreamingJob.REPLAY) {
      throw startedBy("replay");
    }
    if (job != StreamingJob.ORDERS && (days.isPresent() || lostEvents.isPresent())) {
      throw new ParameterException(
          command.commandLine(),
          "The job %s does not accept --day or --lost-events".formatted(job.shortName()));
    }
  }

  private ParameterException startedBy(String name) {
    return new ParameterException(
        command.commandLine(), "The command %1$s starts the job %1$s".formatted(name));
  }

  private void print(long id, String link) {
    Output.of(command)
        .result(
            out -> {
              out.println(
                  wait
                      ? "Run " + id + " succeeded."
                      : "Started run " + id + ". Follow it: ./quarterdeck runs");
              out.println("  " + link);
            },
            new JsonObject()
                    .with("run", id)
                    .with("status", wait ? "succeeded" : "started")
                    .with("link", link)
                ::text);
  }
}
