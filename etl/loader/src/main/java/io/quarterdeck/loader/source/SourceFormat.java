package io.quarterdeck.loader.source;

import io.quarterdeck.loader.bytes.Utf8;
import io.quarterdeck.loader.failure.Failure;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The format of a file. It is determined by the first bytes, not by the name: each gzip member
 * begins with 1f 8b (RFC 1952), and no UTF-8 text does.
 */
public enum SourceFormat {
  /** Uncompressed text. */
  TEXT,
  /** Uncompressed text whose name ends with {@code .gz}. */
  TEXT_NAMED_GZIP,
  /** Text compressed with gzip. */
  GZIP;

  /**
   * The number of first bytes that are examined. The mark of a tar archive follows after 257 bytes.
   */
  private static final int HEAD_BYTES = 512;

  private static final int TAIL_BYTES = 4;

  /**
   * Determines the format of a regular file.
   *
   * @throws Failure if the format is not supported; the message says what to do
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
   * Checks the first bytes of the decompressed content of a gzip file.
   *
   * @throws Failure if the content is not text
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
    return Failure.of(
        "Cannot read %s: %s; expected CSV text in UTF-8, as it is or compressed with gzip. %s",
        path, found, advice);
  }

  private static boolean isGzip(byte[] head) {
    return head.length >= 2 && head[0] == 0x1F && head[1] == (byte) 0x8B;
  }

  /** Whether the head is UTF-8 without control characters. The last character may be incomplete. */
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

  /**
   * Does not use a channel, because an interrupted thread cannot read from one. RowPipeline reports
   * the interrupt.
   */
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
