package io.quarterdeck.cli.retirement;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of the list, with its path for messages. If the value does not have the expected form,
 * the methods record a problem and return an empty result.
 */
record ListValue(ListProblems problems, String path, Node node) {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

  /** Returns a scalar as written in the file, without YAML's conversions. */
  Optional<String> text(String expected) {
    if (node instanceof ScalarNode scalar
        && !scalar.getTag().equals(Tag.NULL)
        && !scalar.getValue().isBlank()) {
      return Optional.of(scalar.getValue());
    }
    return problem(expected);
  }

  /** Returns a scalar that has the expected form. */
  Optional<String> text(Pattern form, String expected) {
    Optional<String> text = text(expected);
    return text.isEmpty() || form.matcher(text.get()).matches() ? text : problem(expected);
  }

  Optional<LocalDate> date() {
    return date(DAY, "", "a date such as 2027-02-27");
  }

  /** Returns a date. If the value is a month, returns the first day of the month. */
  Optional<LocalDate> dateOrMonth() {
    boolean month = node instanceof ScalarNode scalar && MONTH.matcher(scalar.getValue()).matches();
    String expected = "a date such as 2027-02-27, or a month such as 2027-02";
    return month ? date(MONTH, "-01", expected) : date(DAY, "", expected);
  }

  private Optional<LocalDate> date(Pattern form, String day, String expected) {
    Optional<String> text = text(form, expected);
    try {
      return text.map(date -> LocalDate.parse(date + day));
    } catch (DateTimeException noDate) {
      return problem(expected);
    }
  }

  /** Returns the address of a page. */
  Optional<URI> page() {
    String expected = "the address of a page, starting with https://";
    Optional<String> text = text(expected);
    try {
      Optional<URI> page = text.isEmpty() ? Optional.empty() : Optional.of(new URI(text.get()));
      return page.isEmpty()
              || ("https".equals(page.get().getScheme()) && page.get().getHost() != null)
          ? page
          : problem(expected);
    } catch (URISyntaxException noAddress) {
      return problem(expected);
    }
  }

  Optional<Pattern> pattern() {
    String expected = "a regular expression";
    Optional<String> text = text(expected);
    try {
      return text.map(Pattern::compile);
    } catch (PatternSyntaxException invalid) {
      return problem(expected + " (" + invalid.getDescription() + ")");
    }
  }

  /** Returns the regular expressions of a list that must not be empty. */
  Optional<List<Pattern>> patterns() {
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      return problem("a list of regular expressions");
    }
    List<Pattern> patterns = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      new ListValue(problems, path + "[" + patterns.size() + "]", item)
          .pattern()
          .ifPresent(patterns::add);
    }
    return Optional.of(patterns);
  }

  /** Records that another value was expected, and returns an empty result. */
  <T> Optional<T> problem(String expected) {
    problems.add(node, path, "found " + found() + "; expected " + expected);
    return Optional.empty();
  }

  private String found() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()
          ? "nothing"
          : "'" + scalar.getValue() + "'";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }
}
