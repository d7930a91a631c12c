package io.quarterdeck.etl.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Scanner;

/**
 * Where people read how a command gets on: standard error, so that standard output holds results
 * only.
 *
 * @param stream where to write
 * @param style how to write there
 */
public record Console(PrintStream stream, Style style) {
  /** How progress is shown. */
  public enum Style {
    /** A line that is drawn again and again, with a bar. */
    LIVE,
    /** Lines that stay, for logs. */
    PLAIN
  }

  /**
   * Standard error, live where it is a terminal. The launcher knows that and says so in the system
   * property {@code quarterdeck.terminal}; the JVM can only tell for standard input and output.
   */
  public static Console standard() {
    boolean live = Boolean.getBoolean("quarterdeck.terminal") && System.getenv("NO_COLOR") == null;
    return new Console(System.err, live ? Style.LIVE : Style.PLAIN);
  }

  /** Starts to show a step. */
  public StepProgress step(String name) {
    return style == Style.LIVE ? new LiveProgress(stream, name) : new PlainProgress(stream, name);
  }

  /**
   * What the user types in answer to the question; nothing where there is no terminal to ask at.
   */
  public Optional<String> answer(String question) {
    if (style != Style.LIVE) {
      return Optional.empty();
    }
    stream.print(question);
    stream.flush();
    Scanner typed = new Scanner(System.in, StandardCharsets.UTF_8);
    return typed.hasNextLine() ? Optional.of(typed.nextLine().strip()) : Optional.empty();
  }
}
