package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.options.DeadlineOption;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.retry.Backoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds repaired rows of quarantine to silver. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Adds repaired rows of the lakehouse's quarantine to silver.",
      "Uploads the file, runs the job replay and waits for its end."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private DeadlineOption deadline;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      required = true,
      description = "The dataset, as in stackoverflow-posts.")
  private String dataset;

  @Parameters(
      paramLabel = "FILE",
      description = {
        "The repaired rows as JSON, one object on each line: {\"id\": ID, \"row\": ROW}, with the",
        "id and the repaired row of the table quarantine/NAME."
      })
  private Path file;

  @Override
  public Integer call() {
    LakehouseSource source = source();
    byte[] rows = read();
    try (StepProgress progress = Output.of(command).step("replay")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      LakehouseStack stack = LakehouseStack.of(opened.connected());
      String path = LakeName.REPAIRED.lakeName() + "/" + dataset + "/" + digest(rows) + ".jsonl";
      progress.phase("uploading " + path);
      LakeFiles lake = stack.lake(progress);
      lake.write(path, rows);
      LakehouseRuns runs =
          new LakehouseRuns(opened.workspace(), opened.environment().stack(), progress);
      RunWatch watch =
          new RunWatch(
              opened.workspace(),
              Backoff.POLITE,
              new RunWatch.Limits(RunWatch.AWAY, deadline.deadline()),
              progress);
      long run =
          runs.run(
              LakehouseJob.REPLAY,
              Map.of(
                  Parameter.DATASET,
                  LakehouseDatasets.text(Folders.current().home(), source),
                  Parameter.INPUT,
                  opened.environment().lake().requireTables() + "/" + path),
              watch);
      progress.done("run " + run + " succeeded");
      Output.of(command)
          .result(
              out -> out.println("Replayed " + file + " in run " + run + "."),
              new JsonObject().with("run", run).with("dataset", dataset).with("file", path)::text);
    }
    return 0;
  }

  private LakehouseSource source() {
    return Stream.of(LakehouseSource.values())
        .filter(each -> each.dataset().equals(dataset))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(),
                    "Invalid value for option '--dataset': %s; expected one of %s"
                        .formatted(
                            dataset,
                            String.join(
                                ", ",
                                Stream.of(LakehouseSource.values())
                                    .map(LakehouseSource::dataset)
                                    .toList()))));
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Failure.causedBy(
          e, "Cannot read %s: found %s; expected a readable file. Name another file.", file, e);
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
