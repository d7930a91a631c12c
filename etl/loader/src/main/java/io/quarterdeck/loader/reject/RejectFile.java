package io.quarterdeck.loader.reject;

import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes rejects to a CSV file with the columns {@code
 * line,byte,column,code,found,expected,raw,load}, one line for each reject. The file is safe to
 * open in a spreadsheet: a cell that begins with one of {@code = + - @ '}, a tab or a carriage
 * return is prefixed with an apostrophe. Programs that read the file remove one apostrophe from the
 * front of a cell that begins with one. {@code raw} has the form of {@link RawRecord#escaped}.
 * {@code load} is the {@link RejectsLoad} that rejected the record; it is empty if the file was
 * only checked.
 *
 * <p>The file is created with the first reject and replaces an existing file. Not thread-safe.
 */
public final class RejectFile implements RejectSink, AutoCloseable {
  private static final String RISKY = "=+-@'\t\r";

  static final String HEADER = "line,byte,column,code,found,expected,raw,load";

  private final Path path;
  private final String load;
  private OutputStream out;

  /** Creates a file for rejects without a load. */
  public RejectFile(Path path) {
    this(path, Optional.empty());
  }

  /** Creates a file for the rejects of this load. */
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

  /** The path of the file, if there was a reject. */
  @Override
  public Optional<Path> location() {
    return out == null ? Optional.empty() : Optional.of(path);
  }

  /** Writes the buffered rejects. If the disk is full, the error may occur only here. */
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
    return Failure.causedBy(
        e,
        "Cannot write rejects to %s: %s; expected a writable file. Free some space "
            + "there, or choose another file.",
        path,
        SystemReason.of(e));
  }
}
