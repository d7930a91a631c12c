package io.quarterdeck.loader.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Decodes a stream and keeps the characters of the current record, so that its text is available
 * after it has been parsed. A byte that the encoding does not allow becomes the lone surrogate
 * U+DC00 plus the byte, which no valid text contains. Not thread-safe.
 */
final class DecodedText extends Reader {
  /** The first of the surrogates that stand for a byte. */
  private static final char FIRST_BYTE = '\uDC00';

  private static final char LAST_BYTE = '\uDCFF';

  private final InputStream in;
  private final Charset encoding;
  private final CharsetDecoder decoder;
  private final long mark;
  private final int maximumKept;
  private final Runnable tooLong;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
  private boolean ended;
  private char[] kept = new char[1 << 17];
  private long keptFrom;
  private int filled;
  private int handed;

  /**
   * Opens the text behind a byte order mark.
   *
   * @param maximumKept the number of characters of a record that are kept
   * @param tooLong throws the failure for a longer record
   */
  DecodedText(InputStream in, Charset wanted, int maximumKept, Runnable tooLong)
      throws IOException {
    this.in = in;
    this.maximumKept = maximumKept;
    this.tooLong = tooLong;
    bytes.limit(in.readNBytes(bytes.array(), 0, 4));
    ended = bytes.limit() < 4;
    int first = unsigned(0);
    int second = unsigned(1);
    if (wanted.equals(StandardCharsets.UTF_8)) {
      encoding = wanted;
      mark = first == 0xEF && second == 0xBB && unsigned(2) == 0xBF ? 3 : 0;
    } else if (wanted.equals(StandardCharsets.UTF_16)) {
      boolean little = (first == 0xFF && second == 0xFE) || (first > 0 && second == 0);
      encoding = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
      mark = isUtf16Mark(first, second) ? 2 : 0;
    } else {
      encoding = wanted;
      boolean marked =
          (wanted.equals(StandardCharsets.UTF_16LE) && first == 0xFF && second == 0xFE)
              || (wanted.equals(StandardCharsets.UTF_16BE) && first == 0xFE && second == 0xFF);
      mark = marked ? 2 : 0;
    }
    bytes.position((int) mark);
    decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static boolean isUtf16Mark(int first, int second) {
    return (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
  }

  private int unsigned(int index) {
    return index < bytes.limit() ? bytes.get(index) & 0xFF : -1;
  }

  /** The encoding with its byte order. */
  Charset encoding() {
    return encoding;
  }

  /** The number of bytes of the byte order mark. */
  long markBytes() {
    return mark;
  }

  /** The byte that a character stands for, or -1 if it is a character of the text. */
  static int byteOf(char single) {
    return single >= FIRST_BYTE && single <= LAST_BYTE ? single - FIRST_BYTE : -1;
  }

  /** The number of characters that were read. */
  long position() {
    return keptFrom + handed;
  }

  /** The kept characters; the first one is at {@link #index} of its position. */
  char[] characters() {
    return kept;
  }

  /** The index of a position in the kept characters. */
  int index(long position) {
    return (int) (position - keptFrom);
  }

  /** The index after the characters that were decoded. */
  int end() {
    return filled;
  }

  /** Forgets the characters before a position. */
  void forget(long position) {
    int drop = index(position);
    // Moving the rest costs time, so a part of the buffer is dropped at once.
    if (drop > kept.length / 2) {
      System.arraycopy(kept, drop, kept, 0, filled - drop);
      keptFrom += drop;
      filled -= drop;
      handed -= drop;
    }
  }

  @Override
  public int read(char[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (handed == filled) {
      if (!decode()) {
        return -1;
      }
    }
    int got = Math.min(length, filled - handed);
    System.arraycopy(kept, handed, target, from, got);
    hideDisabled(target, from, from + got);
    handed += got;
    return got;
  }

  /** commons-csv uses this character, which no text should contain, for a quote that is off. */
  private static void hideDisabled(char[] target, int from, int to) {
    for (int index = from; index < to; index++) {
      if (target[index] == '\uFFFE') {
        target[index] = '\uFFFD';
      }
    }
  }

  /** Decodes more bytes. Returns false at the end. */
  private boolean decode() throws IOException {
    makeRoom();
    int before = filled;
    CharBuffer out = CharBuffer.wrap(kept, filled, kept.length - filled);
    CoderResult result = decoder.decode(bytes, out, ended);
    filled = out.position();
    if (result.isError()) {
      for (int each = 0; each < result.length(); each++) {
        kept[filled++] = (char) (FIRST_BYTE + (bytes.get() & 0xFF));
      }
    } else if (result.isUnderflow() && filled == before) {
      return refill();
    }
    return true;
  }

  /** Reads more bytes. Returns false at the end. */
  private boolean refill() throws IOException {
    if (ended) {
      return false;
    }
    bytes.compact();
    int wanted = bytes.remaining();
    int got = in.readNBytes(bytes.array(), bytes.position(), wanted);
    bytes.position(bytes.position() + got);
    bytes.flip();
    ended = got < wanted;
    return true;
  }

  private void makeRoom() {
    if (kept.length - filled < 1 << 12) {
      if (filled > maximumKept) {
        tooLong.run();
      }
      kept = Arrays.copyOf(kept, 2 * kept.length);
    }
  }

  @Override
  public void close() {
    // The caller closes the stream.
  }

  /**
   * Skips lines, in which quotes have no meaning.
   *
   * @return the number of lines that were skipped
   */
  int skipLines(int wanted) throws IOException {
    int lines = 0;
    char[] one = new char[1];
    while (lines < wanted && read(one, 0, 1) == 1) {
      if (one[0] == '\n') {
        lines++;
      } else if (one[0] == '\r') {
        lines++;
        if (read(one, 0, 1) == 1 && one[0] != '\n') {
          handed--;
        }
      }
    }
    return lines;
  }
}
