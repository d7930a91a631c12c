package io.quarterdeck.cli.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The JSON object that a command prints with {@code --json}. The command prints exactly one: for a
 * result, for an error, and if Ctrl-C or SIGTERM ends the process.
 */
final class JsonAnswer {
  /**
   * The object of the command that runs. A process has one standard output, so it has one object.
   */
  private static final AtomicReference<JsonAnswer> CURRENT = new AtomicReference<>();

  private final PrintWriter out;
  private final StringWriter text = new StringWriter();
  private final Thread hook = new Thread(this::processEnds, "json");
  private Optional<String> result = Optional.empty();
  private boolean printed;

  private JsonAnswer(PrintWriter out) {
    this.out = out;
  }

  /** Creates the object of a command that starts, and prints it if the process ends early. */
  static JsonAnswer begin(PrintWriter out) {
    JsonAnswer answer = new JsonAnswer(out);
    CURRENT.set(answer);
    Runtime.getRuntime().addShutdownHook(answer.hook);
    return answer;
  }

  /** Prints the message as the error of the running command, if that command prints JSON. */
  static void interrupted(String message) {
    Optional.ofNullable(CURRENT.get()).ifPresent(answer -> answer.interruption(message));
  }

  /** Returns the writer for text that is not JSON. Its lines become a field of the object. */
  PrintWriter text() {
    return new PrintWriter(text, true);
  }

  /** Sets the result of the command, a JSON object. */
  synchronized void result(String object) {
    result = Optional.of(object);
  }

  /** Prints the object of a command that ended without an error. */
  synchronized void print() {
    print(whole().orElse("{}"));
  }

  /**
   * Prints the object of a command that ended with an error.
   *
   * @param failed an object whose only field is the error
   */
  synchronized void error(JsonObject failed) {
    print(whole().map(whole -> merged(whole, failed.text())).orElseGet(failed::text));
  }

  private void interruption(String message) {
    ErrorMessage error = new ErrorMessage(ErrorMessage.Code.INTERRUPTED, message, Optional.empty());
    error(error.object(List.of()));
  }

  private void processEnds() {
    if (!Interruption.isExplained()) {
      interruption("Interrupted before the command had ended.");
    }
  }

  /** Returns the result, or the printed lines if the command has no JSON result. */
  private Optional<String> whole() {
    return result.or(
        () ->
            Optional.of(text.toString())
                .filter(lines -> !lines.isBlank())
                .map(lines -> new JsonObject().with("text", lines.lines().toList()).text()));
  }

  private static String merged(String first, String second) {
    String fields = first.strip();
    boolean empty = fields.equals("{}");
    return fields.substring(0, fields.length() - 1) + (empty ? "" : ",") + second.substring(1);
  }

  private void print(String line) {
    if (printed) {
      return;
    }
    printed = true;
    out.println(line);
    out.flush();
    CURRENT.compareAndSet(this, null);
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException processEnds) {
      // The hook runs, and does nothing: the object is printed.
    }
  }
}
