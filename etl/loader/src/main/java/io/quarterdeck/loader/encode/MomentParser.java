package io.quarterdeck.loader.encode;

/** Parses dates or timestamps of one format. */
interface MomentParser {
  /** The result of {@link #parse} for an invalid value. No valid value has this result. */
  long NONE = Long.MIN_VALUE;

  /** The first accepted year. */
  int FIRST_YEAR = 1;

  /** The last accepted year. */
  int LAST_YEAR = 9999;

  /**
   * Returns a date as days, or a timestamp as microseconds, since 1970-01-01. Returns {@link #NONE}
   * if the value does not match the format, does not exist in the calendar, or is outside the years
   * 0001 to 9999.
   */
  long parse(byte[] in, int from, int to);
}
