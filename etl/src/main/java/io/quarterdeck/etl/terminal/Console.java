package io.quarterdeck.etl.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Scanner;

/**
 * Where people read how a command gets on: standard error, so that standard output holds results
 * only. A command gets it from {@link Output}.
 */
public final class Console {
  /** How progress is shown. */
  public enum Style {
    /** A line that is drawn again and again, with a bar. */
    LIVE,
    /** Lines that stay, for logs. */
    PLAIN
  }

  private final PrintStream stream;
  private final Style style;
  private final Detail detail;
  private final Paint paint;

  /** Without colours, and with a line for each step. */
  public Console(PrintStream stream, Style style) {
    this(stream, style, Detail.STEPS, Paint.PLAIN);
  }

  /** Without colours. */
  public Console(PrintStream stream, Style style, Detail detail) {
    this(stream, style, detail, Paint.PLAIN);
  }

  Console(PrintStream stream, Style style, Detail detail, Paint paint) {
    this.stream = stream;
    this.style = style;
    this.detail = detail;
    this.paint = paint;
  }

  /** Starts to show a step. */
  public StepProgress step(String name) {
    if (detail == Detail.NONE) {
      return new SilentProgress();
    }
    return switch (style) {
      case LIVE -> new LiveProgress(stream, name, detail, paint, Screen.ofStandardError());
      case PLAIN -> new PlainProgress(stream, name, detail, paint);
    };
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
