package io.quarterdeck.local.platform;

/** Text as one word of a shell's command line. */
public final class ShellWord {
  private ShellWord() {}

  /** For any shell that knows single quotes. */
  public static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
