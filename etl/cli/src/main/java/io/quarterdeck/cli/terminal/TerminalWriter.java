package io.quarterdeck.cli.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;

/**
 * Collects text for a terminal of a known width, and wraps its lines between words. It shortens
 * digests and paths as progress lines do. Output to a file or a pipe has them in full.
 */
final class TerminalWriter extends PrintWriter {
  private final int columns;

  private TerminalWriter(StringWriter text, int columns) {
    super(text);
    this.columns = columns;
  }

  /** Prints the text that the body writes, wrapped to the width of the terminal. */
  static void print(int columns, Consumer<PrintWriter> body, PrintWriter terminal) {
    StringWriter text = new StringWriter();
    TerminalWriter writer = new TerminalWriter(text, columns);
    body.accept(writer);
    writer.flush();
    text.toString()
        .lines()
        .map(Brief::text)
        .flatMap(line -> Fit.wrapped(line, indent(line) + "  ", columns).stream())
        .forEach(terminal::println);
  }

  int columns() {
    return columns;
  }

  private static String indent(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }
}
