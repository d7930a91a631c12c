package io.quarterdeck.loader.csv;

import io.quarterdeck.loader.failure.Failure;

/** Handles a byte order mark at the start of the text. */
final class ByteOrderMark {
  private ByteOrderMark() {}

  /**
   * Removes a UTF-8 byte order mark from the front.
   *
   * @return the number of remaining bytes
   * @throws Failure if there is a UTF-16 byte order mark, because UTF-16 is not supported
   */
  static int skip(byte[] bytes, int filled, String name, ChunkReader reader) {
    int first = filled > 0 ? bytes[0] & 0xFF : -1;
    int second = filled > 1 ? bytes[1] & 0xFF : -1;
    if (first == 0xEF && second == 0xBB && filled > 2 && (bytes[2] & 0xFF) == 0xBF) {
      reader.skipped(3);
      return 0;
    }
    if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
      throw Failure.of(
          "Cannot read %s: it begins with the byte order mark of UTF-16; expected "
              + "UTF-8. Save it as UTF-8.",
          name);
    }
    return filled;
  }
}
