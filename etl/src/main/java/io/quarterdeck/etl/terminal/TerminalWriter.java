package io.quarterdeck.etl.terminal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;

/**
 * Collects what goes to a terminal of a known width, and breaks its lines between words. Digests
 * and paths are as short as in progress; elsewhere, as in a file, they are whole.
 */
final class TerminalWriter extends PrintWriter {
  private final int columns;

  private TerminalWriter(StringWriter text, int columns) {
    super(text);
    this.columns = columns;
  }

  /** Prints what the body writes, with no line longer than the terminal is wide. */
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
