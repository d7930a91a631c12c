package io.quarterdeck.cli.upgrade;

import java.util.Locale;

/**
 * Compares one part of an environment with what this version expects.
 *
 * @param name the part
 * @param state the result
 * @param found what the environment has
 * @param expected what this version expects
 * @param advice what to do, one sentence; empty if there is nothing to do
 */
public record Compatibility(
    String name, State state, String found, String expected, String advice) {
  /** The result of a comparison, from best to worst. */
  public enum State {
    EQUAL,
    /** It is equal, but Azure will retire a part of it within months. */
    WARNING,
    /** The user must change it, or the next command does. */
    DIFFERS,
    /** Azure will retire a part of it within days, or has retired it. */
    FAILED,
    /** It could not be read. */
    UNKNOWN;

    /** Returns the name in text and JSON output. */
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
