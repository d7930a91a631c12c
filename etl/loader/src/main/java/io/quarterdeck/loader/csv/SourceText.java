package io.quarterdeck.loader.csv;

import java.util.Arrays;

/** Converts characters of {@link DecodedText} to UTF-8. */
final class SourceText {
  /** Stands for a byte below 0x80 that the encoding does not allow, and is never part of UTF-8. */
  private static final byte INVALID = (byte) 0xFF;

  private SourceText() {}

  /** An array with at least this room, with the same first bytes. */
  static byte[] withRoom(byte[] bytes, int filled, int room) {
    return bytes.length - filled >= room
        ? bytes
        : Arrays.copyOf(bytes, Math.max(bytes.length + bytes.length / 2, filled + room));
  }

  /**
   * Writes characters as UTF-8, and bytes that the encoding of the file does not allow as they are.
   * Three bytes for each character must fit.
   *
   * @return the index after the last byte
   */
  static int write(char[] text, int from, int to, byte[] out, int start) {
    int at = start;
    for (int index = from; index < to; index++) {
      char single = text[index];
      if (single < 0x80) {
        out[at++] = (byte) single;
      } else if (single < 0x800) {
        out[at++] = (byte) (0xC0 | single >> 6);
        out[at++] = (byte) (0x80 | (single & 0x3F));
      } else if (Character.isHighSurrogate(single) && index + 1 < to) {
        at = writePair(Character.toCodePoint(single, text[++index]), out, at);
      } else if (DecodedText.byteOf(single) >= 0) {
        int invalid = DecodedText.byteOf(single);
        out[at++] = invalid < 0x80 ? INVALID : (byte) invalid;
      } else {
        out[at++] = (byte) (0xE0 | single >> 12);
        out[at++] = (byte) (0x80 | (single >> 6 & 0x3F));
        out[at++] = (byte) (0x80 | (single & 0x3F));
      }
    }
    return at;
  }

  private static int writePair(int point, byte[] out, int at) {
    out[at] = (byte) (0xF0 | point >> 18);
    out[at + 1] = (byte) (0x80 | (point >> 12 & 0x3F));
    out[at + 2] = (byte) (0x80 | (point >> 6 & 0x3F));
    out[at + 3] = (byte) (0x80 | (point & 0x3F));
    return at + 4;
  }

  /** The number of line ends: CR, LF or CRLF. */
  static int lineEnds(byte[] bytes, int from, int to) {
    int ends = 0;
    for (int at = from; at < to; at++) {
      boolean second = bytes[at] == '\n' && at > from && bytes[at - 1] == '\r';
      ends += bytes[at] == '\r' || (bytes[at] == '\n' && !second) ? 1 : 0;
    }
    return ends;
  }
}
