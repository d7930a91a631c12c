package io.quarterdeck.etl.generate;

import java.io.IOException;
import java.io.OutputStream;

/** Puts text and whole numbers into a buffer of bytes, and the buffer into a stream. */
final class RowWriter {
  private static final int CAPACITY = 1 << 16;

  /** More than the longest row. */
  private static final int RESERVE = 128;

  private final OutputStream out;
  private final byte[] buffer = new byte[CAPACITY];
  private int length;

  RowWriter(OutputStream out) {
    this.out = out;
  }

  /** Appends a few bytes of ASCII. */
  void text(byte[] text) {
    System.arraycopy(text, 0, buffer, length, text.length);
    length += text.length;
  }

  /** Appends one character of ASCII. */
  void character(char character) {
    buffer[length++] = (byte) character;
  }

  /** Appends a positive number in decimal. */
  void number(int number) {
    int digits = digits(number);
    int rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /** Ends a row, and makes room for the next. */
  void end() throws IOException {
    buffer[length++] = '\n';
    if (length > CAPACITY - RESERVE) {
      flush();
    }
  }

  /** Hands what is in the buffer to the stream. */
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
