package io.quarterdeck.cli.load;

import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.Numbers;
import io.quarterdeck.cli.options.RowReadingOptions;
import io.quarterdeck.cli.options.TargetOptions;
import io.quarterdeck.cli.options.WaitOptions;
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
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads a file into its dataset's table. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = "Loads a CSV file atomically: readers see either the previous or the new load.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck load sales.csv --dataset sales",
      "  ./quarterdeck load data --dataset sales --mode append",
      "  ./quarterdeck load sales.csv.gz --dataset sales --max-rejects 10",
      "  ./quarterdeck load sales.csv --jdbc-url jdbc:postgresql://db/shop --user ada"
    })
public final class LoadCommand implements Runnable {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "FILE",
      description = {
        "A CSV file, plain or compressed with gzip, zstd or zip; a folder or a quoted pattern",
        "such as 'data/2024-*.csv', whose files are read as one; or - for standard input."
      })
  private String file;

  @Mixin private DatasetOption dataset;
  @Mixin private RowReadingOptions reading;
  @Mixin private TargetOptions target;
  @Mixin private WaitOptions wait;

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
      names = "--keep",
      paramLabel = "N",
      defaultValue = "" + LoadRequest.DEFAULT_KEEP,
      description =
          "The number of replaced loads to keep for rollback (default: ${DEFAULT-VALUE}).")
  private int keep;

  @Override
  public void run() {
    Numbers.requireAtLeast(command, "--connections", connections.orElse(1), 1);
    Numbers.requireAtLeast(command, "--keep", keep, 0);
    WaitLimits waitLimits = wait.waitLimits();
    Dataset described = dataset.dataset();
    print(described, load(described, waitLimits));
  }

  private LoadResult load(Dataset described, WaitLimits waitLimits) {
    try (InputFile input = InputFile.open(file, described, command)) {
      return input.explained(() -> load(input, described, waitLimits));
    }
  }

  private LoadResult load(InputFile input, Dataset described, WaitLimits waitLimits) {
    try (StepProgress progress = Output.of(command).step("load")) {
      TargetOptions.Opened opened =
          Interruption.explained(
              Interruption.Messages.OF_LOAD.stopped(),
              () -> target.open("load of " + described.name(), progress));
      LoadRequest request = request(input.path(), described, opened, waitLimits);
      LoadResult result =
          Interruption.cleanedUp(
              Interruption.Messages.OF_LOAD,
              () -> new Loader(opened.postgres(), request, progress).run());
      progress.done(LoadText.outcome(result));
      return result;
    }
  }

  private LoadRequest request(
      Path path, Dataset described, TargetOptions.Opened opened, WaitLimits waitLimits) {
    return new LoadRequest(
        reading.reading(path, described),
        mode.orElse(described.mode()),
        force ? Repeat.FORCE : Repeat.REFUSE,
        connections.orElseGet(LoadRequest::defaultConnections),
        opened.landing(),
        waitLimits,
        keep,
        Origin.author());
  }

  private void print(Dataset described, LoadResult result) {
    Output.of(command)
        .result(
            out -> new LoadText(out).loaded(described, result),
            () -> LoadJson.loaded(described, result));
  }
}
