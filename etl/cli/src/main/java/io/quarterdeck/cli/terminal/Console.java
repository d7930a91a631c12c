package io.quarterdeck.cli.terminal;

import io.quarterdeck.cli.observation.CommandObservation;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Scanner;

/**
 * Shows the progress of a command on standard error, so that standard output contains only results.
 * Commands get it from {@link Output}.
 */
public final class Console {
  /** How progress is shown. */
  public enum Style {
    /** A line with a bar that is redrawn. */
    LIVE,
    /** Permanent lines, for logs. */
    PLAIN
  }

  private final PrintStream stream;
  private final Style style;
  private final Detail detail;
  private final Paint paint;

  /** Creates a console without colours and with a line for each step. */
  public Console(PrintStream stream, Style style) {
    this(stream, style, Detail.STEPS, Paint.PLAIN);
  }

  /** Creates a console without colours. */
  public Console(PrintStream stream, Style style, Detail detail) {
    this(stream, style, detail, Paint.PLAIN);
  }

  Console(PrintStream stream, Style style, Detail detail, Paint paint) {
    this.stream = stream;
    this.style = style;
    this.detail = detail;
    this.paint = paint;
  }

  /** Starts the display of a step. The observers of the command see its events too. */
  public StepProgress step(String name) {
    StepProgress shown = shown(name);
    CommandObservation observation = CommandObservation.current();
    return observation.isEmpty()
        ? shown
        : new ObservedProgress(shown, observation.stepStarted(name));
  }

  private StepProgress shown(String name) {
    if (detail == Detail.NONE) {
      return new SilentStepProgress();
    }
    return switch (style) {
      case LIVE -> new LiveProgress(stream, name, detail, paint, Screen.ofStandardError());
      case PLAIN -> new PlainProgress(stream, name, detail, paint);
    };
  }

  /** Asks the user a question and returns the answer; empty if there is no terminal. */
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
