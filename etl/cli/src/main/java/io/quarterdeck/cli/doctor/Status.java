package io.quarterdeck.cli.doctor;

import java.util.Locale;

/** The status of a check, from best to worst. */
public enum Status {
  OK,
  /**
   * The check did not run because a check that it needs failed, or because it does not apply to the
   * stack.
   */
  SKIPPED,
  WARNING,
  FAILED;

  /** Returns the name in text and JSON output. */
  public String words() {
    return name().toLowerCase(Locale.ROOT);
  }
}
