package io.quarterdeck.etl.rows.encode;

import java.util.Optional;

/**
 * Where the digits of a format stand, when each stands at one place: {@code yyyy} or {@code uuuu},
 * {@code MM}, {@code dd}, and perhaps {@code HH}, {@code mm}, {@code ss} and up to six {@code S},
 * with ASCII literals between them and at most one optional part, at the end. Places are counted
 * from 0; -1 means that there is none.
 *
 * @param literals the ASCII character that must stand at each place, or NUL where a digit stands
 * @param optionalFrom where the optional part begins
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

  /** The layout of a format, if it has one. */
  static Optional<PatternLayout> of(String format) {
    return new PatternLayoutReader(format).read();
  }

  boolean hasTime() {
    return hour >= 0 || minute >= 0 || second >= 0 || fraction >= 0;
  }

  /** Whether no larger unit of time is missing before a smaller one. */
  boolean hasWholeTime() {
    return hour >= 0 && (minute >= 0 || second < 0) && (second >= 0 || fraction < 0);
  }
}
