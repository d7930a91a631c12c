package io.quarterdeck.cli.generate;

import java.io.IOException;
import java.io.OutputStream;

/** Writes text and whole numbers to a stream through a buffer. */
final class RowWriter {
  private static final int CAPACITY = 1 << 16;

  /** More than the length of the longest row. */
  private static final int RESERVE = 128;

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY];
  private int length;

  RowWriter(OutputStream out) {
    this.out = out;
  }

  /** Appends ASCII text. */
  void text(byte[] text) {
    System.arraycopy(text, 0, buffer, length, text.length);
    length += text.length;
  }

  /** Appends an ASCII character. */
  void character(char character) {
    buffer[length++] = (byte) character;
  }

  /** Appends a positive decimal number. */
  void number(int number) {
    int digits = digits(number);
    int rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /** Ends a row. Flushes the buffer if the next row may not fit. */
  void end() throws IOException {
    buffer[length++] = '\n';
    if (length > CAPACITY - RESERVE) {
      flush();
    }
  }

  /** Writes the buffer to the stream. */
  void flush() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  private static int digits(int number) {
    int digits = 1;
    for (long limit = 10; number >= limit; limit *= 10) {
      digits++;
    }
    return digits;
  }
}
