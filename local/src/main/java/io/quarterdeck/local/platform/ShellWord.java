package io.quarterdeck.local.platform;

/** Quotes text for a shell. */
public final class ShellWord {
  private ShellWord() {}

  /** Returns the text as one word of a command line, for POSIX shells. */
  public static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
