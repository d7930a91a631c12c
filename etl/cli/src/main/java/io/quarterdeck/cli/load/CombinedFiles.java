package io.quarterdeck.cli.load;

import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.bytes.CodeUnits;
import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.dataset.CsvDialect;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.rows.RowSource;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Combines several files with the same header into one file, in the order of their names: the first
 * file, then the rows of the others.
 */
final class CombinedFiles {
  private static final int BLOCK = 1 << 16;

  private CombinedFiles() {}

  /**
   * Combines files.
   *
   * @param name the name of the combined file, for the ledger
   * @throws Failure if a file cannot be read or has another header, or there is not enough space
   */
  static TemporaryFile of(List<Path> files, String name, Dataset dataset, StepProgress progress) {
    TemporaryFile combined = create(name);
    try {
      new Copy(dataset.csv(), progress).run(files, combined.path());
      return combined;
    } catch (IOException e) {
      combined.close();
      throw noRoom(e);
    } catch (RuntimeException e) {
      combined.close();
      throw e;
    }
  }

  private static TemporaryFile create(String name) {
    try {
      return TemporaryFile.create("files", name);
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static Failure noRoom(IOException e) {
    return Failure.causedBy(
        e,
        "Cannot combine the files in the temporary directory %s: %s; expected "
            + "enough disk space there. Free disk space, or name another directory: "
            + "QUARTERDECK_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER",
        System.getProperty("java.io.tmpdir"),
        SystemReason.of(e));
  }

  /** Copies files, and tells where each begins. */
  private static final class Copy {
    private final CsvDialect dialect;
    private final Charset charset;
    private final StepProgress progress;
    private long lines;
    private char last = '\n';

    Copy(CsvDialect dialect, StepProgress progress) {
      this.dialect = dialect;
      boolean wide = CodeUnits.bytes(dialect.encoding()) > 1;
      // ISO-8859-1 keeps every byte of the encodings that hold ASCII as single bytes.
      this.charset = wide ? dialect.encoding() : StandardCharsets.ISO_8859_1;
      this.progress = progress;
    }

    void run(List<Path> files, Path target) throws IOException {
      String header = "";
      try (BufferedWriter out = Files.newBufferedWriter(target, charset)) {
        for (Path file : files) {
          progress.phase("combining files");
          try (BufferedReader in = open(file)) {
            String own = header(in, out, files.get(0).equals(file));
            if (files.get(0).equals(file)) {
              header = own;
              write(out, own + "\n");
            } else if (!own.equals(header)) {
              throw otherHeader(file, own, files.get(0), header);
            }
            progress.note(
                "The rows of %s begin on line %d.".formatted(file.getFileName(), lines + 1));
            copy(in, out);
          }
        }
      }
    }

    private BufferedReader open(Path file) {
      return new BufferedReader(
          new InputStreamReader(new RowSource(file, dialect.encoding()).open(), charset), BLOCK);
    }

    /** Copies the lines before the header of the first file, and returns the header. */
    private String header(BufferedReader in, BufferedWriter out, boolean first) throws IOException {
      for (int line = 0; line < dialect.skippedLines(); line++) {
        String skipped = in.readLine();
        if (first && skipped != null) {
          write(out, skipped + "\n");
        }
      }
      String header = in.readLine();
      while (header != null && header.isBlank()) {
        header = in.readLine();
      }
      return withoutMark(header == null ? "" : header);
    }

    /** Removes a byte order mark, which is three characters if UTF-8 is read as ISO-8859-1. */
    private static String withoutMark(String text) {
      return text.startsWith("\u00EF\u00BB\u00BF")
          ? text.substring(3)
          : text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void copy(BufferedReader in, BufferedWriter out) throws IOException {
      char[] block = new char[BLOCK];
      for (int got = in.read(block); got >= 0; got = in.read(block)) {
        write(out, new String(block, 0, got));
      }
      if (last != '\n' && last != '\r') {
        write(out, "\n");
      }
    }

    private void write(BufferedWriter out, String text) throws IOException {
      for (int index = 0; index < text.length(); index++) {
        char single = text.charAt(index);
        lines += single == '\r' || (single == '\n' && last != '\r') ? 1 : 0;
        last = single;
      }
      out.write(text);
    }

    private Failure otherHeader(Path file, String found, Path first, String expected) {
      return Failure.of(
          "Cannot read %s: its header is %s; expected %s, as in %s. Load files with other columns"
              + " separately, or name the files with a pattern such as 'FOLDER/*.csv'.",
          file, text(found), text(expected), first.getFileName());
    }

    private String text(String line) {
      String text =
          charset.equals(dialect.encoding())
              ? line
              : new String(line.getBytes(charset), dialect.encoding());
      return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
  }
}
