package io.quarterdeck.cli.options;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.dataset.Dataset;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the file for rejects. */
final class RejectsOption {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS");

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description = "The file for rejected lines (default: a file in .quarterdeck/rejects).")
  private Optional<Path> file;

  Path file(Dataset dataset) {
    return file.orElseGet(
        () ->
            Folders.current()
                .rejects()
                .resolve(
                    dataset.name()
                        + "-"
                        + LocalDateTime.now(ZoneId.systemDefault()).format(MOMENT)
                        + ".csv"));
  }
}
