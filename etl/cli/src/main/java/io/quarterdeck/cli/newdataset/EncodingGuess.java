package io.quarterdeck.cli.newdataset;

import io.quarterdeck.loader.bytes.Utf8;
import io.quarterdeck.loader.rows.RowSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The encoding of a file.
 *
 * @param charset the encoding
 * @param evidence why it was chosen
 */
record EncodingGuess(Charset charset, String evidence) {
  private static final int BLOCK = 1 << 20;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** The bytes that windows-1252 does not define. */
  private static final String UNDEFINED = "\u0081\u008D\u008F\u0090\u009D";

  /** Examines the text of a file, or its first bytes. */
  static EncodingGuess of(Path file, long maximumBytes) throws IOException {
    // With this encoding, text in UTF-16 is not refused.
    try (InputStream in = new RowSource(file, StandardCharsets.UTF_16).open()) {
      byte[] head = in.readNBytes(4);
      if (isUtf16(head)) {
        return new EncodingGuess(utf16(head), "the first bytes are those of UTF-16");
      }
      return eightBits(head, in, maximumBytes);
    }
  }

  private static EncodingGuess eightBits(byte[] head, InputStream in, long maximumBytes)
      throws IOException {
    byte[] block = Arrays.copyOf(head, BLOCK + 8);
    int kept = head.length;
    long read = kept;
    long others = 0;
    boolean utf8 = true;
    boolean windows = true;
    int got = in.readNBytes(block, kept, BLOCK);
    while (kept + got > 0 && read < maximumBytes) {
      int filled = kept + got;
      read += got;
      for (int at = kept; at < filled; at++) {
        others += block[at] < 0 ? 1 : 0;
        windows &= UNDEFINED.indexOf((char) (block[at] & 0xFF)) < 0;
      }
      int invalid = Utf8.firstInvalid(block, 0, filled);
      boolean cut = invalid >= 0 && got > 0 && invalid > filled - 4;
      utf8 &= invalid < 0 || cut;
      kept = cut ? filled - invalid : 0;
      System.arraycopy(block, filled - kept, block, 0, kept);
      got = got == 0 ? 0 : in.readNBytes(block, kept, BLOCK);
      if (got == 0) {
        break;
      }
    }
    if (utf8) {
      return new EncodingGuess(StandardCharsets.UTF_8, "all bytes are valid UTF-8");
    }
    return new EncodingGuess(
        windows ? WINDOWS : StandardCharsets.ISO_8859_1,
        String.format(
            Locale.ROOT,
            "%,d bytes are not ASCII, and they are not UTF-8; if accents look wrong, name another"
                + " encoding",
            others));
  }

  /** Text without a mark names its order of bytes. */
  private static Charset utf16(byte[] head) {
    return head[0] == 0
        ? StandardCharsets.UTF_16BE
        : head[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16;
  }

  private static boolean isUtf16(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    int first = head[0] & 0xFF;
    int second = head[1] & 0xFF;
    boolean mark = (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
    boolean zeros =
        (head[0] == 0) == (head[2] == 0)
            && (head[1] == 0) == (head[3] == 0)
            && (head[0] == 0) != (head[1] == 0);
    return mark || zeros;
  }
}
