package io.quarterdeck.contract;

import java.util.Arrays;
import java.util.Optional;

/** What the job bronze does if the hub does not have anymore the event that comes next. */
public enum LostEvents {
  /** It fails and changes nothing. */
  REFUSE("refuse"),
  /** It continues with the first event that the hub has. */
  ACCEPT("accept");

  private final String text;

  LostEvents(String text) {
    this.text = text;
  }

  /** Returns the value as it is written on a command line. */
  public String text() {
    return text;
  }

  /** Returns the value with this text; empty if there is none. */
  public static Optional<LostEvents> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }
}
