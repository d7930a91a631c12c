package io.quarterdeck.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The numbers of the error messages, such as {@code QD042}, from the file {@code
 * error-numbers.tsv}. A line of the file has a number and a message in which … replaces each value.
 * A number keeps its meaning in all versions: if the text of a message changes, its line keeps the
 * number. {@code ReferencePagesTest} compares the file with the messages in the source files.
 */
final class ErrorNumbers {
  private static final String FILE = "error-numbers.tsv";
  private static final String VALUE = "…";

  /**
   * A message of the file.
   *
   * @param literals the texts between the values
   */
  private record Template(String number, List<String> literals) {
    static Template of(String line) {
      int tab = line.indexOf('\t');
      return new Template(
          line.substring(0, tab), List.of(line.substring(tab + 1).split(VALUE, -1)));
    }

    /** How much of a message this template determines, in characters. */
    int length() {
      return literals.stream().mapToInt(String::length).sum();
    }

    /** Whether the message has the literals in this order, with a value between each two. */
    boolean matches(String message) {
      String first = literals.get(0);
      String last = literals.get(literals.size() - 1);
      if (literals.size() == 1) {
        return message.equals(first);
      }
      int end = message.length() - last.length();
      if (!message.startsWith(first) || !message.endsWith(last) || first.length() > end) {
        return false;
      }
      int at = first.length();
      for (String literal : literals.subList(1, literals.size() - 1)) {
        int found = message.indexOf(literal, at);
        if (found < 0 || found + literal.length() > end) {
          return false;
        }
        at = found + literal.length();
      }
      return true;
    }
  }

  /** The file, which is read after the first error. */
  private static final class Catalogue {
    static final List<Template> TEMPLATES = read();
  }

  private ErrorNumbers() {}

  /** Returns the number of a message; empty if it is not in the file. */
  static Optional<String> of(String message) {
    String line = message.replaceAll("\\s+", " ");
    return Catalogue.TEMPLATES.stream()
        .filter(template -> template.matches(line))
        .max(Comparator.comparingInt(Template::length))
        .map(Template::number);
  }

  private static List<Template> read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(ErrorNumbers.class.getResourceAsStream(FILE), FILE),
                StandardCharsets.UTF_8))) {
      return lines.lines().map(Template::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
