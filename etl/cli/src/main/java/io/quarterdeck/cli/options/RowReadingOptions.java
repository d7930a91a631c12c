package io.quarterdeck.cli.options;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.load.RowReading;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.rows.DuplicateCounting;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of commands that read a CSV file, to load it or to check it. */
public final class RowReadingOptions {
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
  public RowReading reading(Path file, Dataset dataset) {
    return new RowReading(file, dataset, rejectLimit(), duplicates(), rejects(dataset));
  }

  /** Returns the rejects file of a reading that starts now. */
  public Path rejects(Dataset dataset) {
    return rejects.file(dataset);
  }

  public RejectLimit rejectLimit() {
    try {
      return RejectLimit.parse(maximumRejects);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  public DuplicateCounting duplicates() {
    return skipDuplicates ? DuplicateCounting.SKIP : DuplicateCounting.COUNT;
  }
}
