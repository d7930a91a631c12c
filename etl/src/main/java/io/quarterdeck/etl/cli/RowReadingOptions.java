package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.rows.DuplicateCounting;
import io.quarterdeck.etl.rows.reject.RejectLimit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a file is read, whether it is then loaded or only checked. */
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
