package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.options.DeadlineOption;
import io.quarterdeck.cli.options.LakehouseSourceConverter;
import io.quarterdeck.cli.options.RebuildSourceConverter;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.streaming.StreamingRuns;
import io.quarterdeck.cli.streaming.StreamingStack;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.contract.RebuildSource;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.retry.Backoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds repaired rows of quarantine to silver, or rebuilds silver of the streaming system. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Adds repaired rows of the lakehouse's quarantine to silver.",
      "Uploads the file, runs the job replay and waits for its end.",
      "With --from, computes silver and gold of the streaming system again: from bronze, all events"
          + " since --since, with the current rules; from quarantine, the events that now meet all"
          + " rules."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck quarantine --dataset stackoverflow-posts > rows.jsonl",
      "  ./quarterdeck replay --dataset stackoverflow-posts rows.jsonl",
      "  ./quarterdeck replay --from bronze --since 2026-11-30T00:00:00Z"
    })
public final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private DeadlineOption deadline;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      converter = LakehouseSourceConverter.class,
      description = "The dataset, as in stackoverflow-posts.")
  private Optional<LakehouseSource> dataset;

  @Option(
      names = "--from",
      paramLabel = "bronze|quarantine",
      converter = RebuildSourceConverter.class,
      description = "Streaming: the table that is read.")
  private Optional<RebuildSource> from;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Streaming: the events that Event Hubs stored at or after this time, as in"
              + " 2026-11-30T10:00:00Z.")
  private Optional<OffsetDateTime> since;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = {
        "The repaired rows: the output of ./quarterdeck quarantine --dataset NAME, with repaired",
        "values in the field row. Remove the lines that you did not repair."
      })
  private Optional<Path> file;

  @Override
  public Integer call() {
    if (from.isPresent()
        ? since.isEmpty() || dataset.isPresent() || file.isPresent()
        : since.isPresent() || dataset.isEmpty() || file.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid options; expected --from and --since, or --dataset and FILE");
    }
    return from.isPresent() ? rebuild() : replay();
  }

  private int rebuild() {
    try (StepProgress progress = Output.of(command).step("replay")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      StreamingStack stack = StreamingStack.of(opened.connected());
      long run =
          new StreamingRuns(opened.workspace(), stack.environment().stack(), progress)
              .start(
                  StreamingJob.REPLAY,
                  Map.of(
                      StreamingJob.Parameter.FROM,
                      from.orElseThrow().text(),
                      StreamingJob.Parameter.SINCE,
                      since.orElseThrow().toInstant().toString()));
      watch(opened, progress).awaitSuccess(run);
      progress.done("run " + run + " succeeded");
      Output.of(command)
          .result(
              out -> out.println("Computed silver and gold again in run " + run + "."),
              new JsonObject().with("run", run).with("from", from.orElseThrow().text())::text);
    }
    return 0;
  }

  private RunWatch watch(WorkspaceOptions.Opened opened, StepProgress progress) {
    return new RunWatch(
        opened.workspace(),
        Backoff.POLITE,
        new RunWatch.Limits(RunWatch.AWAY, deadline.deadline()),
        progress);
  }

  private int replay() {
    LakehouseSource source = dataset.orElseThrow();
    byte[] rows = read();
    try (StepProgress progress = Output.of(command).step("replay")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      LakehouseStack stack = LakehouseStack.of(opened.connected());
      String path =
          LakeName.REPAIRED.lakeName() + "/" + source.dataset() + "/" + digest(rows) + ".jsonl";
      progress.phase("uploading " + path);
      LakeFiles lake = stack.lake(progress);
      lake.write(path, rows);
      LakehouseRuns runs =
          new LakehouseRuns(opened.workspace(), opened.environment().stack(), progress);
      long run =
          runs.run(
              LakehouseJob.REPLAY,
              Map.of(
                  Parameter.DATASET,
                  LakehouseDatasets.text(Folders.current().home(), source),
                  Parameter.INPUT,
                  opened.environment().lake().requireTables() + "/" + path),
              watch(opened, progress));
      progress.done("run " + run + " succeeded");
      Output.of(command)
          .result(
              out -> out.println("Replayed " + file.orElseThrow() + " in run " + run + "."),
              new JsonObject().with("run", run).with("dataset", source.dataset()).with("file", path)
                  ::text);
    }
    return 0;
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(file.orElseThrow());
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot read %s: found %s; expected a readable file. Name another file.",
          file.orElseThrow(),
          e);
    }
  }

  /** The same file has the same name, so a repeated replay does not store it twice. */
  private static String digest(byte[] rows) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(rows));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
