package io.quarterdeck.cli.load;

import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.RowReadingOptions;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.load.FileCheck;
import io.quarterdeck.loader.load.RowReading;
import io.quarterdeck.loader.rows.FileDigest;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates a file as a load would, without loading it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Validates a CSV file as a load would, without loading it.",
      "Reports all invalid lines. Stops after 10,000 of them, or after --max-rejects N if",
      "that is more."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck check sales.csv --dataset sales",
      "  ./quarterdeck check 'data/2024-*.csv' --dataset sales --max-rejects 1%"
    })
public final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "FILE",
      description = {
        "A CSV file, plain or compressed with gzip, zstd or zip; a folder or a quoted pattern",
        "such as 'data/2024-*.csv', whose files are read as one; or - for standard input."
      })
  private String file;

  @Mixin private DatasetOption dataset;
  @Mixin private RowReadingOptions options;

  @Override
  public Integer call() {
    Dataset described = dataset.dataset();
    try (InputFile input = InputFile.open(file, described, command)) {
      return input.explained(() -> check(input, described));
    }
  }

  private int check(InputFile input, Dataset described) {
    RowReading reading = options.reading(input.path(), described);
    FileCheck check = new FileCheck(reading);
    long began = System.nanoTime();
    FileDigest digest = FileDigest.of(input.path(), described.csv().encoding());
    FileCheck.Result result = read(check);
    double seconds = (System.nanoTime() - began) / 1e9;
    CheckText text = new CheckText(input.name(), reading, result);
    Output.of(command)
        .result(
            out -> text.print(out, seconds),
            () -> LoadJson.checked(input.name(), check, digest, result, seconds));
    if (!check.accepts(result)) {
      throw text.refusal();
    }
    return 0;
  }

  private FileCheck.Result read(FileCheck check) {
    try (StepProgress progress = Output.of(command).step("check")) {
      progress.phase("checking rows");
      FileCheck.Result result = check.run(progress);
      String rows = String.format(Locale.ROOT, "%,d rows", result.summary().rowsRead());
      if (check.accepts(result)) {
        progress.done(rows);
      } else {
        progress.refused(rows);
      }
      return result;
    }
  }
}
