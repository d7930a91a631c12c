package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.load.FileCheck;
import io.quarterdeck.etl.load.RowReading;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.terminal.Console;
import io.quarterdeck.etl.terminal.StepProgress;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates a file as a load would, and loads nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Validates a CSV file as a load would, without loading it.",
      "Reports all lines that do not fit; stops after 10,000 of them, or after --max-rejects N if",
      "that is more."
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "FILE",
      description = "A CSV file, as it is or compressed with gzip; - reads standard input.")
  private String file;

  @Mixin private DatasetOption dataset;
  @Mixin private RowReadingOptions options;
  @Mixin private OutputOption output;

  @Override
  public Integer call() {
    Dataset described = dataset.dataset();
    try (InputFile input = InputFile.open(file)) {
      return input.explained(() -> check(input, described));
    }
  }

  private int check(InputFile input, Dataset described) {
    RowReading reading = options.reading(input.path(), described);
    FileCheck check = new FileCheck(reading);
    long began = System.nanoTime();
    FileDigest digest = FileDigest.of(input.path());
    FileCheck.Result result = read(check);
    double seconds = (System.nanoTime() - began) / 1e9;
    CheckText text = new CheckText(input.name(), reading, result);
    PrintWriter out = command.commandLine().getOut();
    if (output.json()) {
      out.println(LoadJson.checked(input.name(), check, digest, result, seconds));
    } else {
      text.print(out, seconds);
    }
    out.flush();
    if (!check.accepts(result)) {
      throw text.refusal();
    }
    return 0;
  }

  private static FileCheck.Result read(FileCheck check) {
    try (StepProgress progress = Console.standard().step("check")) {
      progress.phase("checking rows");
      return check.run(progress);
    }
  }
}
