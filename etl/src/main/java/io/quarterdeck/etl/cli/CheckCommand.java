package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.load.LoadRequest;
import io.quarterdeck.etl.load.RowReading;
import io.quarterdeck.etl.rows.FileDigest;
import io.quarterdeck.etl.rows.RowSink;
import io.quarterdeck.etl.rows.RowSinkException;
import io.quarterdeck.etl.terminal.Output;
import io.quarterdeck.etl.terminal.StepProgress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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

  @Parameters(paramLabel = "FILE", description = "A CSV file, or one compressed as .gz.")
  private Path file;

  @Mixin private DatasetOption dataset;
  @Mixin private RowReadingOptions options;

  @Override
  public Integer call() {
    Dataset described = dataset.dataset();
    RowReading reading = options.reading(file, described);
    long began = System.nanoTime();
    FileDigest digest = FileDigest.of(file);
    RowReading.Result result = read(reading);
    print(reading, digest, result, (System.nanoTime() - began) / 1e9);
    return 0;
  }

  private RowReading.Result read(RowReading reading) {
    RowSink nowhere = (bytes, offset, length) -> {};
    List<RowSink> sinks = Collections.nCopies(LoadRequest.defaultConnections(), nowhere);
    try (StepProgress progress = Output.of(command).step("check")) {
      progress.phase("checking rows");
      RowReading.Result result = reading.into(sinks, progress);
      progress.done(String.format(Locale.ROOT, "%,d rows", result.summary().rowsRead()));
      return result;
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
      RowReading reading, FileDigest digest, RowReading.Result result, double seconds) {
    Output.of(command)
        .result(
            out -> new LoadText(out).checked(reading, result, seconds),
            () -> LoadJson.checked(reading, digest, result, seconds));
  }
}
