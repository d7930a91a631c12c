package io.quarterdeck.loader.dataset;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quarter of a year, written {@code 2026Q3}.
 *
 * @param year the year, of four digits
 * @param number 1 to 4
 */
public record Quarter(int year, int number) implements Comparable<Quarter> {
  private static final Pattern FORM = Pattern.compile("(\\d{4})Q([1-4])");

  public Quarter {
    if (number < 1 || number > 4 || year < 1) {
      throw new DateTimeException("no quarter: " + year + ", " + number);
    }
  }

  /**
   * Parses {@code 2026Q3}.
   *
   * @throws IllegalArgumentException if the text has another form; the message says what was
   *     expected
   */
  public static Quarter parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || form.group(1).equals("0000")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no quarter; expected a year and a quarter, as in 2026Q3");
    }
    return new Quarter(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /**
   * The quarters from this one to the last, in order. Empty if the last is earlier than this one.
   */
  public List<Quarter> to(Quarter last) {
    List<Quarter> quarters = new ArrayList<>();
    for (Quarter each = this; each.compareTo(last) <= 0; each = each.next()) {
      quarters.add(each);
    }
    return quarters;
  }

  /** The first day of the quarter. */
  public LocalDate first() {
    return LocalDate.of(year, 3 * number - 2, 1);
  }

  /** The first day after the quarter. */
  public LocalDate end() {
    return next().first();
  }

  private Quarter next() {
    return number == 4 ? new Quarter(year + 1, 1) : new Quarter(year, number + 1);
  }

  @Override
  public int compareTo(Quarter other) {
    return Integer.compare(year * 4 + number, other.year * 4 + other.number);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%04dQ%d", year, number);
  }
}
