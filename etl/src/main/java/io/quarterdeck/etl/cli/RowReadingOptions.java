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

/**
 * How a file is read: the same for each command that reads one, whether it is then loaded or only
 * checked.
 */
final class RowReadingOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--max-rejects",
      paramLabel = "N|P%",
      defaultValue = "0",
      description =
          "How many lines may not fit: a count, or a percentage of all (default: ${DEFAULT-VALUE}).")
  private String maximumRejects;

  @Option(
      names = "--skip-duplicates",
      description = "Do not count whole rows that are there twice; faster on large files.")
  private boolean skipDuplicates;

  @Mixin private RejectsOption rejects;

  /** Reads this file so. */
  RowReading reading(Path file, Dataset dataset) {
    return new RowReading(file, dataset, rejectLimit(), duplicates(), rejects(dataset));
  }

  /** Where the rejects of a reading that begins now go. */
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
