package io.quarterdeck.loader.reject;

import io.quarterdeck.loader.bytes.Utf8;
import java.nio.charset.StandardCharsets;

/** Formats arbitrary bytes as one line of text. {@link Unescaped} restores the bytes. */
public final class Escaped {
  /** The maximum number of characters of a value in a message. */
  private static final int SHORT = 60;

  private Escaped() {}

  /**
   * Escapes all bytes: a backslash as {@code \\}, control characters and invalid bytes as {@code
   * \xNN}.
   */
  public static String of(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      int length = Utf8.sequenceLength(bytes, at, to);
      if (length > 1) {
        text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
        at += length;
      } else {
        append(text, bytes[at], length == 1);
        at++;
      }
    }
    return text.toString();
  }

  /** The first characters of a value, followed by its length if it is longer. */
  public static String shortened(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + SHORT);
    while (end < to && end > from && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    String text = of(bytes, from, end);
    return end == to ? text : text + "… (" + (to - from) + " bytes)";
  }

  private static void append(StringBuilder text, byte single, boolean valid) {
    if (single == '\\') {
      text.append("\\\\");
    } else if (single == '\n') {
      text.append("\\n");
    } else if (single == '\r') {
      text.append("\\r");
    } else if (valid && single >= ' ' && single != 0x7F) {
      text.append((char) single);
    } else {
      text.append(String.format("\\x%02X", single & 0xFF));
    }
  }
}
