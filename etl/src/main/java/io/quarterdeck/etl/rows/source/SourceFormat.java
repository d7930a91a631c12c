package io.quarterdeck.etl.rows.source;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.bytes.Utf8;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * How a file is read. Its first bytes decide, not its name: RFC 1952 begins each gzip member with
 * 1f 8b, which no UTF-8 text begins with.
 */
public enum SourceFormat {
  /** Text, as it is. */
  TEXT,
  /** Text that is named {@code .gz} all the same. */
  TEXT_NAMED_GZIP,
  /** Text, compressed with gzip. */
  GZIP;

  /** So many first bytes are looked at; a tar archive shows itself only after 257. */
  private static final int HEAD_BYTES = 512;

  private static final int TAIL_BYTES = 4;

  /**
   * The format of a regular file.
   *
   * @throws Failure when it is in a format that is not read, with what to do
   */
  public static SourceFormat of(Path path) throws IOException {
    byte[] head = head(path);
    if (isGzip(head)) {
      return GZIP;
    }
    Optional<ForeignFormat> foreign = ForeignFormat.of(head, tail(path));
    if (foreign.isPresent()) {
      throw refused(path, "it is " + foreign.get().found(), foreign.get().advice());
    }
    if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
      return TEXT;
    }
    if (!isText(head)) {
      throw refused(
          path,
          "it is named .gz and holds no gzip data; it begins with the bytes "
              + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(head.length, 8)),
          "Copy it again, or compress the CSV file again.");
    }
    return TEXT_NAMED_GZIP;
  }

  /**
   * Looks at the first bytes of what a gzip file holds.
   *
   * @throws Failure when that is no text either
   */
  public static void refuseForeignContent(Path path, InputStream decompressed) throws IOException {
    byte[] head = decompressed.readNBytes(HEAD_BYTES);
    if (isGzip(head)) {
      throw refused(
          path,
          "it is compressed with gzip twice",
          "Decompress it once with gunzip, and give what that writes.");
    }
    Optional<ForeignFormat> foreign = ForeignFormat.of(head, new byte[0]);
    if (foreign.isPresent()) {
      throw refused(
          path,
          "it is compressed with gzip, and what it holds is " + foreign.get().found(),
          "Decompress it with gunzip. " + foreign.get().advice());
    }
  }

  private static Failure refused(Path path, String found, String advice) {
    return new Failure(
        "Cannot read "
            + path
            + ": "
            + found
            + "; expected CSV text in UTF-8, as it is or compressed with gzip. "
            + advice);
  }

  private static boolean isGzip(byte[] head) {
    return head.length >= 2 && head[0] == 0x1F && head[1] == (byte) 0x8B;
  }

  /** UTF-8 without control characters, but for a character that the end of the head cuts. */
  private static boolean isText(byte[] head) {
    int invalid = Utf8.firstInvalid(head, 0, head.length);
    boolean utf8 = invalid < 0 || (head.length == HEAD_BYTES && invalid > HEAD_BYTES - 4);
    for (byte single : head) {
      boolean lineEnd = single == '\n' || single == '\r' || single == '\t';
      if (single >= 0 && single < ' ' && !lineEnd) {
        return false;
      }
    }
    return utf8;
  }

  /** Not through a channel, which an interrupted thread cannot read: the pipeline reports that. */
  private static byte[] head(Path path) throws IOException {
    try (InputStream in = new FileInputStream(path.toFile())) {
      return in.readNBytes(HEAD_BYTES);
    }
  }

  private static byte[] tail(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(TAIL_BYTES, file.length())];
      file.seek(file.length() - tail.length);
      file.readFully(tail);
      return tail;
    }
  }
}
