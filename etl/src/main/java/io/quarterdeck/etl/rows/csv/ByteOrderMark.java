package io.quarterdeck.etl.rows.csv;

import io.quarterdeck.etl.Failure;

/** What may come before the first byte of the text. */
final class ByteOrderMark {
  private ByteOrderMark() {}

  /**
   * Drops the mark of UTF-8 from the front.
   *
   * @return how many bytes are left
   * @throws Failure for the mark of UTF-16, which nothing here reads
   */
  static int skip(byte[] bytes, int filled, String name, ChunkReader reader) {
    int first = filled > 0 ? bytes[0] & 0xFF : -1;
    int second = filled > 1 ? bytes[1] & 0xFF : -1;
    if (first == 0xEF && second == 0xBB && filled > 2 && (bytes[2] & 0xFF) == 0xBF) {
      reader.skipped(3);
      return 0;
    }
    if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
      throw new Failure(
          "Cannot read "
              + name
              + ": it begins with the byte order mark of UTF-16; expected UTF-8. Save it as UTF-8.");
    }
    return filled;
  }
}
