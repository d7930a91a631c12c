package io.quarterdeck.loader.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * Lines before the header, which are not records. A quote in them has no meaning.
 *
 * @param lines the number of lines that were skipped
 * @param bytes the number of bytes that were skipped, with the byte order mark
 * @param rest the text that follows
 */
record SkippedLines(int lines, long bytes, InputStream rest) {
  /** Skips lines of UTF-8. */
  static SkippedLines of(InputStream in, int wanted) throws IOException {
    PushbackInputStream rest = new PushbackInputStream(in, 3);
    long bytes = 0;
    int lines = 0;
    while (lines < wanted) {
      int single = rest.read();
      if (single < 0) {
        break;
      }
      bytes++;
      if (single == '\n') {
        lines++;
      } else if (single == '\r') {
        int next = rest.read();
        if (next == '\n') {
          bytes++;
        } else if (next >= 0) {
          rest.unread(next);
        }
        lines++;
      }
    }
    return new SkippedLines(lines, bytes, rest);
  }
}
