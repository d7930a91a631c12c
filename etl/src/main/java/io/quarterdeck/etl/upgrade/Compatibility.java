package io.quarterdeck.etl.upgrade;

import java.util.Locale;

/**
 * One part of an environment, beside what this version wants.
 *
 * @param name what it is
 * @param state whether it fits
 * @param found what is there
 * @param expected what this version has
 * @param advice what to do, a sentence; empty when there is nothing to do
 */
public record Compatibility(
    String name, State state, String found, String expected, String advice) {
  /** Whether a part fits, the best first. */
  public enum State {
    EQUAL,
    /** It must be changed, or is changed by the next command. */
    DIFFERS,
    /** It could not be looked at. */
    UNKNOWN;

    /** As people read it. */
    public String words() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Compatibility equal(String name, String both) {
    return new Compatibility(name, State.EQUAL, both, both, "");
  }

  static Compatibility differs(String name, String found, String expected, String advice) {
    return new Compatibility(name, State.DIFFERS, found, expected, advice);
  }

  static Compatibility unknown(String name, String found, String expected, String advice) {
    return new Compatibility(name, State.UNKNOWN, found, expected, advice);
  }
}
