package io.quarterdeck.contract;

import java.util.Arrays;
import java.util.Optional;

/** When a job that reads a stream ends. */
public enum StreamTrigger {
  /** It ends after it processed what existed when it started. */
  AVAILABLE_NOW("available-now"),
  /** It runs until it is cancelled. */
  CONTINUOUS("continuous");

  private final String text;

  StreamTrigger(String text) {
    this.text = text;
  }

  /** Returns the value as it is written on a command line. */
  public String text() {
    return text;
  }

  /** Returns the value with this text; empty if there is none. */
  public static Optional<StreamTrigger> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }
}
