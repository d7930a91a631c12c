package io.quarterdeck.cli.retirement;

/** How close a retirement is, from the lowest to the highest urgency. */
public enum Urgency {
  LATER("ok"),
  SOON("warning"),
  /** The retirement is too close, or in the past. */
  DUE("failed");

  /** The number of days before a retirement from which the check warns. */
  public static final long WARNS = 180;

  /** The number of days before a retirement from which the check fails. */
  public static final long FAILS = 30;

  private final String words;

  Urgency(String words) {
    this.words = words;
  }

  /**
   * Returns the urgency of a retirement that is this number of days away; a negative number means
   * the past.
   */
  static Urgency of(long days) {
    if (days <= FAILS) {
      return DUE;
    }
    return days <= WARNS ? SOON : LATER;
  }

  /** Returns the result in text and JSON output. */
  public String words() {
    return words;
  }
}
