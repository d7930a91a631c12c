package io.quarterdeck.loader.csv;

import io.quarterdeck.loader.bytes.Binary;

/**
 * Finds the end of the last whole record in a growing range of bytes, and counts its lines. The
 * range begins at the start of a record. Scans eight bytes at a time if they contain neither quotes
 * nor carriage returns, and otherwise byte by byte.
 */
final class RecordBoundaries {
  private enum State {
    FIELD_START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LOWS = 0x7F7F7F7F7F7F7F7FL;

  private final byte delimiter;
  private State state;
  private int boundary;
  private long breaks;
  private long breaksAtBoundary;
  private int quoteAt;
  private long breaksAtQuote;
  private boolean ascii;
  private boolean special;
  private int lineFeeds;

  RecordBoundaries(byte delimiter) {
    this.delimiter = delimiter;
  }

  /** Resets the state. The next scan begins at index 0, which is the start of a record. */
  void restart() {
    state = State.FIELD_START;
    boundary = 0;
    breaks = 0;
    breaksAtBoundary = 0;
    ascii = true;
  }

  /** Scans the bytes that follow those of the previous scan. */
  void scan(byte[] bytes, int from, int to) {
    if (from == to) {
      return;
    }
    boolean outside = state == State.FIELD_START || state == State.PLAIN;
    if (from > 0 && bytes[from - 1] == '\r' && outside && bytes[from] != '\n') {
      recordEndsAt(from);
    }
    survey(bytes, from, to);
    if (outside && !special) {
      scanPlainLines(bytes, from, to);
    } else {
      scanEveryByte(bytes, from, to);
    }
  }

  /** The index after the last whole record, or 0 if no record has ended yet. */
  int boundary() {
    return boundary;
  }

  /** The number of lines before the boundary. */
  long linesBeforeBoundary() {
    return breaksAtBoundary;
  }

  /** Whether the scanned bytes end within quotes. */
  boolean withinQuotes() {
    return state == State.QUOTED;
  }

  /** The index of the opening quote of the last quoted field. */
  int quoteAt() {
    return quoteAt;
  }

  /** The number of lines before the line with that quote. */
  long linesBeforeQuote() {
    return breaksAtQuote;
  }

  boolean ascii() {
    return ascii;
  }

  private void recordEndsAt(int index) {
    boundary = index;
    breaksAtBoundary = breaks;
  }

  /**
   * Checks the bytes for quotes, carriage returns and bytes that are not ASCII, which decide how to
   * scan them.
   */
  private void survey(byte[] bytes, int from, int to) {
    long beyond = 0;
    long specials = 0;
    int feeds = 0;
    int at = from;
    for (; at <= to - 8; at += 8) {
      long word = Binary.longAt(bytes, at);
      long quotes = word ^ ('"' * ONES);
      long returns = word ^ ('\r' * ONES);
      long notFeeds = word ^ ('\n' * ONES);
      beyond |= word;
      specials |= ((quotes - ONES) & ~quotes) | ((returns - ONES) & ~returns);
      feeds += Long.bitCount(~(((notFeeds & LOWS) + LOWS) | notFeeds | LOWS));
    }
    for (; at < to; at++) {
      byte single = bytes[at];
      beyond |= (long) single;
      specials |= single == '"' || single == '\r' ? HIGHS : 0;
      feeds += single == '\n' ? 1 : 0;
    }
    ascii &= (beyond & HIGHS) == 0;
    special = (specials & HIGHS) != 0;
    lineFeeds = feeds;
  }

  private void scanPlainLines(byte[] bytes, int from, int to) {
    boolean secondHalf = from > 0 && bytes[from - 1] == '\r' && bytes[from] == '\n';
    breaks += secondHalf ? lineFeeds - 1 : lineFeeds;
    if (lineFeeds > 0) {
      int at = to - 1;
      while (bytes[at] != '\n') {
        at--;
      }
      recordEndsAt(at + 1);
    }
    byte last = bytes[to - 1];
    state = last == '\n' || last == delimiter ? State.FIELD_START : State.PLAIN;
  }

  private void scanEveryByte(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      at = state == State.QUOTED ? scanQuoted(bytes, at, to) : scanOutside(bytes, at, to);
    }
  }

  private int scanQuoted(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte single = bytes[at];
      if (single == '"') {
        state = State.QUOTE_IN_QUOTED;
        return at + 1;
      }
      if (single == '\r' || (single == '\n' && bytes[at - 1] != '\r')) {
        breaks++;
      }
    }
    return to;
  }

  private int scanOutside(byte[] bytes, int from, int to) {
    State now = state;
    for (int at = from; at < to; at++) {
      byte single = bytes[at];
      if (single == '"' && now != State.PLAIN) {
        if (now == State.FIELD_START) {
          quoteAt = at;
          breaksAtQuote = breaks;
        }
        state = State.QUOTED;
        return at + 1;
      } else if (single == delimiter) {
        now = State.FIELD_START;
      } else if (single == '\n') {
        breaks += at > 0 && bytes[at - 1] == '\r' ? 0 : 1;
        recordEndsAt(at + 1);
        now = State.FIELD_START;
      } else if (single == '\r') {
        breaks++;
        now = State.FIELD_START;
        if (at + 1 < to && bytes[at + 1] != '\n') {
          recordEndsAt(at + 1);
        }
      } else {
        now = State.PLAIN;
      }
    }
    state = now;
    return to;
  }
}
