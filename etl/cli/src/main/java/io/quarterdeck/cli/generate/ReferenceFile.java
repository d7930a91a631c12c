package io.quarterdeck.cli.generate;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Generates the reference file of {@code bank-transactions}: rows with generated values and dates
 * in 2022, sorted by date. The number of rows and the values depend on domain, town and season. The
 * same seed and number of rows give the same bytes on every machine. Memory use does not depend on
 * the number of rows. Thread-safe, if each thread uses its own stream.
 */
public final class ReferenceFile {
  /**
   * The number of rows of the original file. With this number, the reference file has 38.89 MiB.
   */
  public static final long DEFAULT_ROWS = 1_004_480;

  /** The seed of the reference file. */
  public static final long DEFAULT_SEED = 42;

  /** The maximum number of rows, about 400 GB. The arithmetic does not overflow. */
  public static final long MAXIMUM_ROWS = 10_000_000_000L;

  private static final String HEADER = "Date,Domain,Location,Value,Transaction_count";

  private ReferenceFile() {}

  /**
   * Writes the file under a temporary name and renames it when it is complete. Replaces an existing
   * file. If writing fails, the temporary file is deleted; if the process is killed, {@code
   * FILE.PID.partial} remains.
   *
   * @throws Failure if the file cannot be written
   */
  public static void save(Path file, long rows, long seed, Progress progress) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw Failure.of(
          "Cannot write %s: found no folder %s; expected one. Create it first.", file, folder);
    }
    Path partial =
        folder.resolve(file.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
    try {
      try (OutputStream out = Files.newOutputStream(partial)) {
        write(out, rows, seed, progress);
      }
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw unwritable(file.toString(), failed);
    } finally {
      remove(partial);
    }
  }

  /**
   * Writes the header and the rows. Flushes the stream and does not close it.
   *
   * @param rows the number of rows, from 0 to {@link #MAXIMUM_ROWS}
   * @param seed any number
   * @param progress receives the number of written rows after each day of the year
   * @throws IOException if writing to the stream fails
   */
  public static void write(OutputStream out, long rows, long seed, Progress progress)
      throws IOException {
    if (rows < 0 || rows > MAXIMUM_ROWS) {
      throw new IllegalArgumentException("rows must be from 0 to " + MAXIMUM_ROWS + ": " + rows);
    }
    RowWriter writer = new RowWriter(out);
    writer.text(HEADER.getBytes(StandardCharsets.US_ASCII));
    writer.end();
    Rows source = new Rows(writer, seed);
    List<Day> days = Day.year();
    long whole = days.stream().mapToLong(Day::weight).sum();
    long reached = 0;
    long done = 0;
    progress.phase("writing rows");
    for (Day day : days) {
      reached += day.weight();
      long until = rows * reached / whole;
      source.write(day, until - done);
      done = until;
      progress.advance(done, rows, "rows");
    }
    writer.flush();
    out.flush();
  }

  static Failure unwritable(String where, IOException cause) {
    return Failure.causedBy(
        cause,
        "Cannot write %s: found %s; expected a writable file. Check the free space "
            + "and the permissions.",
        where,
        cause);
  }

  private static void remove(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException failed) {
      throw unwritable(partial.toString(), failed);
    }
  }
}
