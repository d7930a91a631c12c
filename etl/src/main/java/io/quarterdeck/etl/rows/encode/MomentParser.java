package io.quarterdeck.etl.rows.encode;

/** Reads days and moments of one format. */
interface MomentParser {
  /** What {@link #parse} returns for what is no such moment; no moment between years has it. */
  long NONE = Long.MIN_VALUE;

  /** The first year that is taken. */
  int FIRST_YEAR = 1;

  /** The last year that is taken. */
  int LAST_YEAR = 9999;

  /**
   * The day as days, or the moment as microseconds, since the start of 1970; {@link #NONE} for what
   * does not fit the format, is no day of the calendar, or lies outside the years 0001 to 9999.
   */
  long parse(byte[] in, int from, int to);
}
