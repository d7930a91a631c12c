package io.quarterdeck.cli.retirement;

/** How close a retirement is, from best to worst. */
public enum Urgency {
  LATER("ok"),
  SOON("warning"),
  /** Too close, or past. */
  DUE("failed");

  /** The time before the retirement from which the check warns, in days. */
  public static final long WARNS = 180;

  /** The time before the retirement from which the check fails, in days. */
  public static final long FAILS = 30;

  private final String words;

  Urgency(String words) {
    this.words = words;
  }

  /** Returns the urgency of a retirement in so many days; negative numbers are in the past. */
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
