package io.quarterdeck.cli.terminal;

import io.quarterdeck.cli.observation.CommandObservation;
import io.quarterdeck.cli.observation.CommandObserver;
import io.quarterdeck.cli.observation.CommandStart;
import io.quarterdeck.cli.observation.JsonLog;
import io.quarterdeck.cli.telemetry.Telemetry;
import io.quarterdeck.cli.telemetry.TelemetryRequest;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.EnvironmentVariables;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * The output of all commands: the shared options, progress, results and errors. It is a mixin of
 * the top-level command, and all commands inherit its options. Commands get it with {@link #of}.
 */
public final class Output {
  /** The name of the mixin. */
  public static final String NAME = "output";

  private static final String TERMINAL_ERROR = "quarterdeck.terminal";
  private static final String TERMINAL_OUT = "quarterdeck.terminal.out";

  /** When to use colours. */
  enum Color {
    ALWAYS,
    AUTO,
    NEVER
  }

  /** The values as the help shows them, for the completion in shells. */
  static final class ColorWords extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    ColorWords() {
      super(List.of("always", "auto", "never"));
    }
  }

  private CommandSpec top;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print one JSON object on standard output: the result, or the error.")
  private boolean json;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "Print the result and errors only, and no progress.")
  private boolean quiet;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print a line for each phase of a step, and the cause of an error.")
  private boolean verbose;

  @Option(
      names = "--color",
      scope = ScopeType.INHERIT,
      paramLabel = "always|auto|never",
      completionCandidates = ColorWords.class,
      defaultValue = "auto",
      description = "When to use colours. auto: on a terminal, unless NO_COLOR is set.")
  private Color color = Color.AUTO;

  @Option(
      names = "--log-file",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description =
          "Append a log as JSON lines to this file (default: " + EnvironmentVariables.LOG + ").")
  private Optional<Path> logFile = Optional.empty();

  private Optional<JsonAnswer> answer = Optional.empty();

  /** Returns the output of the command line of this command. */
  public static Output of(CommandSpec command) {
    CommandSpec mixin = command.root().mixins().get(NAME);
    Output output = mixin == null ? new Output() : (Output) mixin.userObject();
    output.top = command.root();
    return output;
  }

  /** Returns the console that shows progress on standard error. */
  public Console console() {
    return console(System.err);
  }

  /** Returns the console that shows progress on this stream. */
  public Console console(PrintStream stream) {
    Console.Style style = isLive() ? Console.Style.LIVE : Console.Style.PLAIN;
    return new Console(stream, style, detail(), paint(TERMINAL_ERROR));
  }

  /** Ends the line of progress on the terminal, if there is one, so that other text can follow. */
  public static void endProgress() {
    LiveProgress.endDrawn();
  }

  /** Starts the display of a step. */
  public StepProgress step(String name) {
    return console().step(name);
  }

  /** Returns whether to print the result as JSON. */
  public boolean json() {
    return json;
  }

  /**
   * Prints the command's result: with {@code --json} when the command has ended, so that an error
   * after it becomes part of it.
   *
   * @param text writes the result as text
   * @param result the result as a JSON object
   */
  public void result(Consumer<PrintWriter> text, Supplier<String> result) {
    if (json) {
      String object = result.get();
      answer.ifPresent(whole -> whole.result(object));
      return;
    }
    endProgress();
    PrintWriter out = top.commandLine().getOut();
    if (Boolean.getBoolean(TERMINAL_OUT)) {
      TerminalWriter.print(Screen.ofStandardOutput().getAsInt(), text, out);
    } else {
      text.accept(out);
    }
    out.flush();
  }

  /**
   * Gets ready for a command.
   *
   * @param command the command that the arguments select
   * @throws ParameterException if the options contradict each other, or the correlation id of the
   *     environment is invalid
   * @throws io.quarterdeck.loader.failure.Failure if the log cannot be written
   */
  public void begin(ParseResult command) {
    if (quiet && verbose) {
      throw new ParameterException(
          top.commandLine(), "--quiet and --verbose exclude each other; give one of them");
    }
    if (json) {
      JsonAnswer begun = JsonAnswer.begin(top.commandLine().getOut());
      answer = Optional.of(begun);
      top.commandLine().setOut(begun.text());
    }
    observe(command);
  }

  private void observe(ParseResult command) {
    CommandStart start = start(command);
    List<CommandObserver> observers = new ArrayList<>();
    logFile
        .or(() -> variable(EnvironmentVariables.LOG).map(Path::of))
        .ifPresent(file -> observers.add(JsonLog.open(file, start)));
    if (TelemetryRequest.isIn(System.getenv())) {
      Telemetry.begin(start, System.getenv()).ifPresent(observers::add);
    }
    CommandObservation.begin(observers);
  }

  private CommandStart start(ParseResult command) {
    CommandSpec spec = command.commandSpec();
    try {
      return new CommandStart(
          spec.qualifiedName().substring(top.name().length()).strip(),
          command.matchedOptions().stream().map(OptionSpec::longestName).toList(),
          CorrelationId.ofProcess());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), EnvironmentVariables.CORRELATION_ID + " is " + e.getMessage());
    }
  }

  /** Prints the JSON object of a command that has ended without an error. */
  public void end() {
    answer.ifPresent(JsonAnswer::print);
  }

  /**
   * Prints an error: as text on standard error, and with {@code --json} as the field {@code error}
   * of the object on standard output.
   *
   * @param words the arguments of the command line, which may not have been parsed completely
   * @param advice lines to print after the error, such as how to get help
   */
  public void error(ErrorMessage error, List<String> words, List<String> advice) {
    CommandObservation.current().failed(error.code().words(), error.number(), error.whole());
    PrintWriter terminal = top.commandLine().getErr();
    Paint paint = paint(TERMINAL_ERROR);
    if (Boolean.getBoolean(TERMINAL_ERROR)) {
      int columns = Screen.ofStandardError().getAsInt();
      error.lines(columns, paint).forEach(terminal::println);
      advice.forEach(line -> Fit.wrapped(line, "  ", columns).forEach(terminal::println));
    } else {
      terminal.println(paint.red(error.whole()));
      advice.forEach(terminal::println);
    }
    terminal.flush();
    if (json || words.contains("--json")) {
      answer
          .orElseGet(() -> JsonAnswer.begin(top.commandLine().getOut()))
          .error(error.object(advice));
    }
  }

  /** Returns whether to print the cause of an error. */
  public boolean showsCauses() {
    return verbose;
  }

  private Detail detail() {
    if (quiet) {
      return Detail.NONE;
    }
    return verbose ? Detail.PHASES : Detail.STEPS;
  }

  private static boolean isLive() {
    return Boolean.getBoolean(TERMINAL_ERROR) && !"dumb".equals(System.getenv("TERM"));
  }

  private Paint paint(String stream) {
    return switch (color) {
      case ALWAYS -> Paint.COLORED;
      case NEVER -> Paint.PLAIN;
      case AUTO ->
          // As https://no-color.org specifies.
          isLive() && Boolean.getBoolean(stream) && variable("NO_COLOR").isEmpty()
              ? Paint.COLORED
              : Paint.PLAIN;
    };
  }

  /** Returns the value of an environment variable, unless it is empty. */
  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }

  /** Sets the colours of the help according to the options. */
  public void setColors() {
    switch (color) {
      case ALWAYS -> top.commandLine().setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.ON));
      case NEVER -> top.commandLine().setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
      case AUTO -> {}
    }
  }
}
