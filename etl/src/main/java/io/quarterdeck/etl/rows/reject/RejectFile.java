package io.quarterdeck.etl.rows.reject;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.bytes.SystemReason;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Rejects as a CSV file with the columns {@code line,byte,column,code,found,expected,raw,load}, one
 * line each, safe to open in a spreadsheet: a cell that begins with one of {@code = + - @ '}, a tab
 * or a carriage return gets an apostrophe before it, so whoever reads the file takes one apostrophe
 * from the front of a cell that has one. {@code raw} is written as {@link RawRecord#escaped} says.
 * {@code load} is the {@link RejectsLoad} that the line was left out of, nothing where the file was
 * only checked.
 *
 * <p>The file appears with the first reject; one of that name is overwritten. Not safe for use by
 * several threads at once.
 */
public final class RejectFile implements RejectSink, AutoCloseable {
  private static final String RISKY = "=+-@'\t\r";

  static final String HEADER = "line,byte,column,code,found,expected,raw,load";

  private final Path path;
  private final String load;
  private OutputStream out;

  /** For rejects that no load left out. */
  public RejectFile(Path path) {
    this(path, Optional.empty());
  }

  /** For rejects that this load left out. */
  public RejectFile(Path path, Optional<RejectsLoad> load) {
    this.path = path;
    this.load = load.map(RejectsLoad::toString).orElse("");
  }

  @Override
  public void accept(Reject reject) {
    try {
      if (out == null) {
        out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
        write(HEADER + "\n");
      }
      write(line(reject));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The file, if there was a reject. */
  @Override
  public Optional<Path> location() {
    return out == null ? Optional.empty() : Optional.of(path);
  }

  /** Writes what is still in memory; a full disk may show only here. */
  @Override
  public void close() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        throw failure(e);
      }
    }
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private String line(Reject reject) {
    return reject.line()
        + ","
        + (reject.byteOffset() == Reject.UNKNOWN_BYTE ? "" : reject.byteOffset())
        + ","
        + cell(reject.column().orElse(""))
        + ","
        + reject.reason().name().toLowerCase(Locale.ROOT)
        + ","
        + cell(reject.found())
        + ","
        + cell(reject.expected())
        + ","
        + cell(reject.raw().escaped())
        + ","
        + load
        + "\n";
  }

  private static String cell(String text) {
    String safe = !text.isEmpty() && RISKY.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  private Failure failure(IOException e) {
    return new Failure(
        "Cannot write rejects to "
            + path
            + ": "
            + SystemReason.of(e)
            + "; expected a place that takes a record of every rejected line. Make room there, or"
            + " choose another place.",
        e);
  }
}
