package io.quarterdeck.cli.load;

import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.Numbers;
import io.quarterdeck.cli.options.RowReadingOptions;
import io.quarterdeck.cli.options.TargetOptions;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.LoadMode;
import io.quarterdeck.loader.load.LoadRequest;
import io.quarterdeck.loader.load.LoadRequest.Repeat;
import io.quarterdeck.loader.load.LoadRequest.WaitLimits;
import io.quarterdeck.loader.load.LoadResult;
import io.quarterdeck.loader.load.Loader;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.load.Repair;
import io.quarterdeck.loader.load.RepairRequest;
import io.quarterdeck.loader.load.RepairResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads a file into its dataset's table. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = "Loads a CSV file atomically: readers see either the previous or the new load.")
public final class LoadCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A CSV file, plain or compressed with gzip; - reads standard input.")
  private Optional<String> file;

  @Option(
      names = "--from-rejects",
      paramLabel = "REJECTS",
      description =
          "Instead of FILE: add the corrected lines of a rejects file to the load that rejected them.")
  private Optional<String> fromRejects;

  @Option(
      names = "--replace",
      description =
          "With --from-rejects: replace rows that an earlier run added with other values.")
  private boolean replace;

  @Mixin private DatasetOption dataset;
  @Mixin private RowReadingOptions reading;
  @Mixin private TargetOptions target;

  @Option(
      names = "--mode",
      paramLabel = "replace|append",
      description =
          "Replace earlier loads, or append to them (default: the mode in the dataset file).")
  private Optional<LoadMode> mode;

  @Option(
      names = "--force",
      description = "Load a file that is already loaded, or a file without rows.")
  private boolean force;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "The number of parallel connections (default: one per processor, 2 to 4).")
  private Optional<Integer> connections;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "How long to wait for a running load of this dataset (default: ${DEFAULT-VALUE}).")
  private long waitSeconds;

  @Option(
      names = "--retry",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long to retry if the server is unreachable, full or failing over (default:"
              + " ${DEFAULT-VALUE}).")
  private long retrySeconds;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "" + LoadRequest.DEFAULT_KEEP,
      description =
          "The number of replaced loads to keep for rollback (default: ${DEFAULT-VALUE}).")
  private int keep;

  @Override
  public Integer call() {
    Numbers.requireAtLeast(command, "--connections", connections.orElse(1), 1);
    Numbers.requireAtLeast(command, "--wait", waitSeconds, 0);
    Numbers.requireAtLeast(command, "--retry", retrySeconds, 0);
    Numbers.requireAtLeast(command, "--keep", keep, 0);
    requireOneFile();
    Dataset described = dataset.dataset();
    if (fromRejects.isPresent()) {
      repair(described, InputFile.named(fromRejects.get()));
      return 0;
    }
    LoadResult result = load(file.orElseThrow(), described);
    print(described, result);
    return 0;
  }

  private void requireOneFile() {
    if (file.isPresent() == fromRejects.isPresent()) {
      throw new ParameterException(
          command.commandLine(), "Expected either a FILE or --from-rejects REJECTS");
    }
    if (fromRejects.isPresent() && (mode.isPresent() || force)) {
      throw new ParameterException(
          command.commandLine(), "--mode and --force require a FILE and exclude --from-rejects");
    }
    if (replace && fromRejects.isEmpty()) {
      throw new ParameterException(command.commandLine(), "--replace requires --from-rejects");
    }
  }

  private void repair(Dataset described, Path rejects) {
    RepairRequest request =
        new RepairRequest(
            rejects,
            described,
            replace ? RepairRequest.Difference.REPLACE : RepairRequest.Difference.REFUSE,
            reading.rejectLimit(),
            reading.rejects(described),
            waitLimits(),
            Origin.here());
    RepairResult result;
    try (StepProgress progress = Output.of(command).step("load")) {
      TargetOptions.Opened opened = target.open("load of " + described.name(), progress);
      result = new Repair(opened.postgres(), request, progress).run();
    }
    RepairText text = new RepairText(request, result);
    Output.of(command).result(out -> out.println(text.words()), text::json);
  }

  private LoadResult load(String given, Dataset described) {
    try (InputFile input = InputFile.open(given, command)) {
      return input.explained(() -> load(input, described));
    }
  }

  private LoadResult load(InputFile input, Dataset described) {
    try (StepProgress progress = Output.of(command).step("load")) {
      TargetOptions.Opened opened =
          Interruption.explained(
              Interruption.Messages.OF_LOAD.stopped(),
              () -> target.open("load of " + described.name(), progress));
      LoadRequest request = request(input.path(), described, opened);
      LoadResult result =
          Interruption.cleanedUp(
              Interruption.Messages.OF_LOAD,
              () -> new Loader(opened.postgres(), request, progress).run());
      progress.done(LoadText.outcome(result));
      return result;
    }
  }

  private LoadRequest request(Path path, Dataset described, TargetOptions.Opened opened) {
    return new LoadRequest(
        reading.reading(path, described),
        mode.orElse(described.mode()),
        force ? Repeat.FORCE : Repeat.REFUSE,
        connections.orElseGet(LoadRequest::defaultConnections),
        opened.landing(),
        waitLimits(),
        keep,
        Origin.here());
  }

  private WaitLimits waitLimits() {
    return new WaitLimits(
        Duration.ofSeconds(waitSeconds),
        WaitLimits.DEFAULT.readerWait(),
        Duration.ofSeconds(retrySeconds));
  }

  private void print(Dataset described, LoadResult result) {
    Output.of(command)
        .result(
            out -> new LoadText(out).loaded(described, result),
            () -> LoadJson.loaded(described, result));
  }
}
