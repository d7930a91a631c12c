package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.load.RowReading;
import io.quarterdeck.etl.rows.DuplicateCounting;
import io.quarterdeck.etl.rows.reject.RejectLimit;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of commands that read a CSV file, to load it or to check it. */
final class RowReadingOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--max-rejects",
      paramLabel = "N|P%",
      defaultValue = "0",
      description =
          "The maximum number of rejected lines: a count, or a percentage (default: ${DEFAULT-VALUE}).")
  private String maximumRejects;

  @Option(
      names = "--skip-duplicates",
      description = "Do not count duplicate rows. Faster for large files.")
  private boolean skipDuplicates;

  @Mixin private RejectsOption rejects;

  /** Returns how to read this file. */
  RowReading reading(Path file, Dataset dataset) {
    return new RowReading(file, dataset, rejectLimit(), duplicates(), rejects(dataset));
  }

  /** Returns the rejects file of a reading that starts now. */
  Path rejects(Dataset dataset) {
    return rejects.file(dataset);
  }

  RejectLimit rejectLimit() {
    try {
      return RejectLimit.parse(maximumRejects);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  DuplicateCounting duplicates() {
    return skipDuplicates ? DuplicateCounting.SKIP : DuplicateCounting.COUNT;
  }
}
