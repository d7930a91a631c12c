package io.quarterdeck.contract;

import java.util.Arrays;
import java.util.Optional;

/** What silver is rebuilt from. */
public enum RebuildSource {
  /** All events of bronze: silver and quarantine of this time are replaced. */
  BRONZE("bronze"),
  /** The events in quarantine: those that now meet all rules are added to silver. */
  QUARANTINE("quarantine");

  private final String text;

  RebuildSource(String text) {
    this.text = text;
  }

  /** Returns the value as it is written on a command line. */
  public String text() {
    return text;
  }

  /** Returns the value with this text; empty if there is none. */
  public static Optional<RebuildSource> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }
}
