package io.quarterdeck.loader.source;

import io.quarterdeck.loader.bytes.CodeUnits;
import io.quarterdeck.loader.bytes.Utf8;
import io.quarterdeck.loader.failure.Failure;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The format of a file. It is determined by the first bytes, not by the name: each gzip member
 * begins with 1f 8b (RFC 1952), each zstd frame with 28 b5 2f fd (RFC 8878), and no UTF-8 text
 * does.
 */
public enum SourceFormat {
  /** Uncompressed text. */
  TEXT,
  /** Uncompressed text whose name ends with {@code .gz}. */
  TEXT_NAMED_GZIP,
  /** Text compressed with gzip. */
  GZIP,
  /** Text compressed with zstd. */
  ZSTD,
  /** A zip archive of one file. */
  ZIP;

  /**
   * The number of first bytes that are examined. The mark of a tar archive follows after 257 bytes.
   */
  private static final int HEAD_BYTES = 512;

  private static final int TAIL_BYTES = 4;

  /**
   * Determines the format of a regular file.
   *
   * @param encoding the encoding of the text
   * @throws Failure if the format is not supported; the message says what to do
   */
  public static SourceFormat of(Path path, Charset encoding) throws IOException {
    byte[] head = head(path);
    Optional<SourceFormat> compressed = compressed(head);
    if (compressed.isPresent()) {
      return compressed.get();
    }
    Optional<ForeignFormat> foreign = foreign(head, tail(path), encoding);
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
   * Checks the first bytes of the decompressed content of a file of this format.
   *
   * @param encoding the encoding of the text
   * @throws Failure if the content is not text
   */
  public void refuseForeignContent(Path path, InputStream decompressed, Charset encoding)
      throws IOException {
    byte[] head = decompressed.readNBytes(HEAD_BYTES);
    Optional<SourceFormat> again = compressed(head);
    if (again.isPresent()) {
      throw refused(
          path,
          "it is compressed with " + program() + and(again.get()),
          "Decompress it once, and give the result.");
    }
    Optional<ForeignFormat> foreign = foreign(head, new byte[0], encoding);
    if (foreign.isPresent()) {
      throw refused(
          path,
          "it is compressed with " + program() + ", and what it holds is " + foreign.get().found(),
          "Decompress it. " + foreign.get().advice());
    }
  }

  private String and(SourceFormat again) {
    return again == this ? " twice" : ", and what it holds with " + again.program();
  }

  /** Whether the file on disk differs from its text. */
  public boolean isCompressed() {
    return switch (this) {
      case TEXT, TEXT_NAMED_GZIP -> false;
      case GZIP, ZSTD, ZIP -> true;
    };
  }

  /** The name of the compression. */
  public String program() {
    return switch (this) {
      case TEXT, TEXT_NAMED_GZIP -> "no program";
      case GZIP -> "gzip";
      case ZSTD -> "zstd";
      case ZIP -> "zip";
    };
  }

  /** An Office document is a zip archive, too. */
  private static Optional<SourceFormat> compressed(byte[] head) {
    if (isGzip(head)) {
      return Optional.of(GZIP);
    } else if (begins(head, 0x28, 0xB5, 0x2F, 0xFD)) {
      return Optional.of(ZSTD);
    }
    boolean office = ForeignFormat.SPREADSHEET.matches(head, new byte[0]);
    return begins(head, 'P', 'K', 3, 4) && !office ? Optional.of(ZIP) : Optional.empty();
  }

  private static Optional<ForeignFormat> foreign(byte[] head, byte[] tail, Charset encoding) {
    boolean wide = CodeUnits.bytes(encoding) > 1;
    return ForeignFormat.of(head, tail).filter(format -> !(wide && format == ForeignFormat.UTF_16));
  }

  private static boolean begins(byte[] head, int... magic) {
    for (int index = 0; index < magic.length; index++) {
      if (index >= head.length || head[index] != (byte) magic[index]) {
        return false;
      }
    }
    return true;
  }

  private static Failure refused(Path path, String found, String advice) {
    return Failure.of(
        "Cannot read %s: %s; expected CSV text, as it is or compressed with gzip, zstd or zip. %s",
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
