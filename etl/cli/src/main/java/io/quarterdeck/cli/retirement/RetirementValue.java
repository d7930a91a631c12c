package io.quarterdeck.cli.retirement;

import io.quarterdeck.loader.yaml.YamlValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Converts the values of the list. If a value does not have the expected form, the methods record a
 * problem and return an empty result.
 */
final class RetirementValue {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

  private RetirementValue() {}

  /** Returns a text that is not blank, as written in the file. */
  static Optional<String> text(YamlValue value, String expected) {
    Optional<String> text = value.text(expected);
    return text.isEmpty() || !text.get().isBlank() ? text : problem(value, expected);
  }

  /** Returns a scalar that has the expected form. */
  static Optional<String> text(YamlValue value, Pattern form, String expected) {
    Optional<String> text = text(value, expected);
    return text.isEmpty() || form.matcher(text.get()).matches() ? text : problem(value, expected);
  }

  static Optional<LocalDate> date(YamlValue value) {
    return date(value, DAY, "", "a date such as 2027-02-27");
  }

  /** Returns a date. If the value is a month, returns the first day of the month. */
  static Optional<LocalDate> dateOrMonth(YamlValue value) {
    boolean month =
        value.node() instanceof ScalarNode scalar && MONTH.matcher(scalar.getValue()).matches();
    String expected = "a date such as 2027-02-27, or a month such as 2027-02";
    return month ? date(value, MONTH, "-01", expected) : date(value, DAY, "", expected);
  }

  private static Optional<LocalDate> date(
      YamlValue value, Pattern form, String day, String expected) {
    Optional<String> text = text(value, form, expected);
    try {
      return text.map(date -> LocalDate.parse(date + day));
    } catch (DateTimeException noDate) {
      return problem(value, expected);
    }
  }

  /** Returns the address of a page. */
  static Optional<URI> page(YamlValue value) {
    String expected = "the address of a page, starting with https://";
    Optional<String> text = text(value, expected);
    try {
      Optional<URI> page = text.isEmpty() ? Optional.empty() : Optional.of(new URI(text.get()));
      return page.isEmpty()
              || ("https".equals(page.get().getScheme()) && page.get().getHost() != null)
          ? page
          : problem(value, expected);
    } catch (URISyntaxException noAddress) {
      return problem(value, expected);
    }
  }

  static Optional<Pattern> pattern(YamlValue value) {
    String expected = "a regular expression";
    Optional<String> text = text(value, expected);
    try {
      return text.map(Pattern::compile);
    } catch (PatternSyntaxException invalid) {
      return problem(value, expected + " (" + invalid.getDescription() + ")");
    }
  }

  /** Returns the regular expressions of a list that must not be empty. */
  static Optional<List<Pattern>> patterns(YamlValue value) {
    String expected = "a list of regular expressions";
    Optional<List<YamlValue>> items = value.items(expected);
    if (items.isPresent() && items.get().isEmpty()) {
      return problem(value, expected);
    }
    return items.map(
        list -> list.stream().map(RetirementValue::pattern).flatMap(Optional::stream).toList());
  }

  private static <T> Optional<T> problem(YamlValue value, String expected) {
    value.problem(expected);
    return Optional.empty();
  }
}
