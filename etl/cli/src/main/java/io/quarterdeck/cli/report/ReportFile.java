package io.quarterdeck.cli.report;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes the file of a report. */
public final class ReportFile {
  private ReportFile() {}

  /**
   * Writes the file in one step, so that a reader never sees a part of it.
   *
   * @throws Failure if the file cannot be written
   */
  public static void write(Path report, String html) {
    Path beside = report.resolveSibling(report.getFileName() + ".partial");
    try {
      Files.createDirectories(report.getParent());
      Files.writeString(beside, html);
      Files.move(
          beside, report, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot write the report %s: %s; expected a writable folder. Name another "
              + "file with --report.",
          report,
          e);
    }
  }
}
