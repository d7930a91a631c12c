package io.quarterdeck.loader.encode;

import java.util.Optional;

/**
 * The positions of the digits of a format whose digits are all at fixed positions: {@code yyyy} or
 * {@code uuuu}, {@code MM}, {@code dd}, and optionally {@code HH}, {@code mm}, {@code ss} and up to
 * six {@code S}, with ASCII literals between them and at most one optional part, at the end.
 * Positions are counted from 0; -1 means that the format does not have the part.
 *
 * @param literals the ASCII character required at each position, or NUL for a digit
 * @param optionalFrom the position at which the optional part begins
 */
record PatternLayout(
    int year,
    int month,
    int day,
    int hour,
    int minute,
    int second,
    int fraction,
    int fractionDigits,
    String literals,
    int optionalFrom) {

  /** The layout of a format, if its digits are at fixed positions. */
  static Optional<PatternLayout> of(String format) {
    return new PatternLayoutReader(format).read();
  }

  boolean hasTime() {
    return hour >= 0 || minute >= 0 || second >= 0 || fraction >= 0;
  }

  /** Whether the time has no gap, such as minutes without hours. */
  boolean hasWholeTime() {
    return hour >= 0 && (minute >= 0 || second < 0) && (second >= 0 || fraction < 0);
  }
}
