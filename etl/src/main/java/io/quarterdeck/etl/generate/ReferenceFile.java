package io.quarterdeck.etl.generate;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The reference file of {@code bank-transactions}: made-up rows over 2022 in the order of their
 * dates, whose numbers of rows and values rise and fall with domain, town and season. The same seed
 * and number of rows give the same bytes on every machine. Memory does not grow with the rows. Safe
 * to use from several threads, each with a stream of its own.
 */
public final class ReferenceFile {
  /** The rows of the original file; ours has 38.89 MiB with them. */
  public static final long DEFAULT_ROWS = 1_004_480;

  /** The seed of the reference file. */
  public static final long DEFAULT_SEED = 42;

  /** The most rows: some 400 GB, and far from where the arithmetic would overflow. */
  public static final long MAXIMUM_ROWS = 10_000_000_000L;

  private static final String HEADER = "Date,Domain,Location,Value,Transaction_count";

  private ReferenceFile() {}

  /**
   * Writes the file beside its place and moves it there when it is whole, in the place of what was
   * there. When this fails nothing is left; when the process dies, {@code FILE.PID.partial} is.
   *
   * @throws Failure when it cannot be written
   */
  public static void save(Path file, long rows, long seed, Progress progress) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new Failure(
          "Cannot write %s: found no folder %s; expected one. Make it first."
              .formatted(file, folder));
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
   * Writes header and rows. The stream is flushed and stays open.
   *
   * @param rows how many, from 0 to {@link #MAXIMUM_ROWS}
   * @param seed any number
   * @param progress told of the rows done after each day of the year
   * @throws IOException when the stream takes no more
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
    return new Failure(
        "Cannot write %s: found %s; expected a place that takes it. Check its space and permissions."
            .formatted(where, cause),
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
