package io.quarterdeck.etl.doctor;

import java.util.Locale;

/** How a check came out, from good to bad. */
public enum Status {
  OK,
  /** Not tried: something else must be mended first, or this stack has no such thing. */
  SKIPPED,
  WARNING,
  FAILED;

  /** As people and JSON have it. */
  public String words() {
    return name().toLowerCase(Locale.ROOT);
  }
}
