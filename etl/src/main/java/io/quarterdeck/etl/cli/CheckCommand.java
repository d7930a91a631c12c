package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.load.LoadRequest;
import io.quarterdeck.etl.load.RowReading;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.rows.RowSink;
import io.quarterdeck.etl.rows.RowSinkException;
import io.quarterdeck.etl.terminal.Console;
import io.quarterdeck.etl.terminal.StepProgress;
import java.util.Collections;
import java.util.List;
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
    description = "Validates a CSV file as a load would, without loading it.")
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
    long began = System.nanoTime();
    FileDigest digest = FileDigest.of(input.path());
    RowReading.Result result = read(reading);
    print(input.name(), reading, digest, result, (System.nanoTime() - began) / 1e9);
    return 0;
  }

  private static RowReading.Result read(RowReading reading) {
    RowSink nowhere = (bytes, offset, length) -> {};
    List<RowSink> sinks = Collections.nCopies(LoadRequest.defaultConnections(), nowhere);
    try (StepProgress progress = Console.standard().step("check")) {
      progress.phase("checking rows");
      return reading.into(sinks, progress);
    } catch (RowSinkException e) {
      throw new Failure(
          "Cannot check "
              + reading.file()
              + ": "
              + e.getCause()
              + "; expected rows to be thrown away without trouble. Report this.",
          e);
    }
  }

  private void print(
      String name,
      RowReading reading,
      FileDigest digest,
      RowReading.Result result,
      double seconds) {
    if (output.json()) {
      command
          .commandLine()
          .getOut()
          .println(LoadJson.checked(name, reading, digest, result, seconds));
    } else {
      new LoadText(command.commandLine().getOut()).checked(name, reading, result, seconds);
    }
    command.commandLine().getOut().flush();
  }
}
