package io.quarterdeck.cli.generate;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.failure.Failure;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code generate}: writes the reference file. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Writes the reference file. The same seed gives the same bytes on every machine.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./quarterdeck generate --rows 1000 --out sample.csv"})
public final class GenerateCommand implements Runnable {
  private static final String STANDARD_OUTPUT = "-";

  private final OutputStream standardOutput;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "" + ReferenceFile.DEFAULT_ROWS,
      description = "The number of rows, 0 to 10000000000 (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to write, or - for standard output.")
  private String out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + ReferenceFile.DEFAULT_SEED,
      description = "The seed, which selects the content of the file (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--force", description = "Replace the file if it exists.")
  private boolean force;

  /** Reports progress on standard error, and writes {@code --out -} to standard output. */
  public GenerateCommand() {
    // Unlike System.out, this stream reports a broken pipe.
    this(new FileOutputStream(FileDescriptor.out));
  }

  GenerateCommand(OutputStream standardOutput) {
    this.standardOutput = standardOutput;
  }

  @Override
  public void run() {
    if (rows < 0 || rows > ReferenceFile.MAXIMUM_ROWS) {
      throw new ParameterException(
          spec.commandLine(),
          "Cannot generate: found --rows %d; expected 0 to %d. Name another number."
              .formatted(rows, ReferenceFile.MAXIMUM_ROWS));
    }
    Output output = Output.of(spec);
    if (out.equals(STANDARD_OUTPUT) && output.json()) {
      throw new ParameterException(
          spec.commandLine(), "--json goes with a file, and not with the rows on standard output");
    }
    try (StepProgress progress = output.step("generate")) {
      if (out.equals(STANDARD_OUTPUT)) {
        stream(progress);
      } else {
        file(Path.of(out), progress);
      }
    }
  }

  private void stream(StepProgress progress) {
    try {
      ReferenceFile.write(standardOutput, rows, seed, progress);
    } catch (IOException failed) {
      throw ReferenceFile.unwritable("to standard output", failed);
    }
  }

  private void file(Path file, StepProgress progress) {
    if (Files.isDirectory(file)) {
      throw Failure.of(
          "Cannot write %s: found a folder; expected a file. Name a file in it.", file);
    }
    if (!force && Files.exists(file)) {
      throw Failure.of(
          "Cannot write %s: found a file; expected none. Name another or add --force.", file);
    }
    ReferenceFile.save(file, rows, seed, progress);
    progress.done(String.format(Locale.ROOT, "%,d rows in %s", rows, file));
    Output.of(spec)
        .result(
            text -> {},
            new JsonObject().with("file", file).with("rows", rows).with("seed", seed)::text);
  }
}
