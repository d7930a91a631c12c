package io.quarterdeck.cli.newdataset;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form of a date, perhaps with a time. Values of a column that have the same form share a
 * pattern.
 *
 * @param order where the year, the month and the day are
 * @param pattern the pattern of java.time, with {@code D} for a day and {@code N} for a month in
 *     digits, whose widths depend on all values
 * @param withTime whether there is a time
 * @param withOffset whether there is an offset from UTC
 */
record MomentShape(Order order, String pattern, boolean withTime, boolean withOffset) {
  /** Where the parts of a date are. */
  enum Order {
    YEAR_FIRST,
    /** Two numbers before the year: day and month, or month and day. */
    YEAR_LAST,
    NAMED_MONTH
  }

  /**
   * A value with its form.
   *
   * @param first the first number, if the year is last
   * @param second the second number, if the year is last
   * @param narrow whether a day or a month has one digit
   */
  record Value(MomentShape shape, int first, int second, boolean narrow) {}

  private static final Set<String> MONTHS =
      Set.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Set<String> LONG_MONTHS =
      Set.of(
          "january",
          "february",
          "march",
          "april",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  /** A day and a year of two digits. */
  private static final int MINIMUM_DIGITS = 3;

  private static final String TIME =
      "(?:(T| |, )(\\d{1,2}):(\\d{2})(:\\d{2})?(\\.\\d{1,9})?( ?[AaPp][Mm])?("
          + " ?Z|[+-]\\d{2}:\\d{2}|[+-]\\d{4}|[+-]\\d{2})?)?";
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})" + TIME);
  private static final Pattern YEAR_LAST =
      Pattern.compile("(\\d{1,2})([-/. ])(\\d{1,2})\\2(\\d{4}|\\d{2})" + TIME);
  private static final Pattern MONTH_FIRST =
      Pattern.compile("([A-Za-z]{3,9})([ -])(\\d{1,2})(, |,| |-)(\\d{4}|\\d{2})" + TIME);
  private static final Pattern DAY_FIRST =
      Pattern.compile("(\\d{1,2})([ -/])([A-Za-z]{3,9})([ ,/-]{1,2})(\\d{4}|\\d{2})" + TIME);

  /** The form of a text, if it is a date. */
  static Optional<Value> of(String text) {
    if (text.length() < 6 || text.length() > 40 || digits(text) < MINIMUM_DIGITS) {
      return Optional.empty();
    }
    Matcher yearFirst = YEAR_FIRST.matcher(text);
    if (yearFirst.matches()) {
      String date = "yyyy" + yearFirst.group(2) + "N" + yearFirst.group(2) + "D";
      boolean narrow = yearFirst.group(3).length() == 1 || yearFirst.group(4).length() == 1;
      return value(Order.YEAR_FIRST, date, yearFirst, 5, 0, 0, narrow);
    }
    Matcher yearLast = YEAR_LAST.matcher(text);
    if (yearLast.matches()) {
      String date = "D" + yearLast.group(2) + "N" + yearLast.group(2) + year(yearLast.group(4));
      int first = Integer.parseInt(yearLast.group(1));
      int second = Integer.parseInt(yearLast.group(3));
      boolean narrow = yearLast.group(1).length() == 1 || yearLast.group(3).length() == 1;
      return value(Order.YEAR_LAST, date, yearLast, 5, first, second, narrow);
    }
    return named(text);
  }

  private static int digits(String text) {
    int digits = 0;
    for (int index = 0; index < text.length(); index++) {
      digits += text.charAt(index) >= '0' && text.charAt(index) <= '9' ? 1 : 0;
    }
    return digits;
  }

  private static Optional<Value> named(String text) {
    Matcher monthFirst = MONTH_FIRST.matcher(text);
    if (monthFirst.matches() && isMonth(monthFirst.group(1))) {
      String date =
          month(monthFirst.group(1))
              + monthFirst.group(2)
              + "D"
              + monthFirst.group(4)
              + year(monthFirst.group(5));
      return value(Order.NAMED_MONTH, date, monthFirst, 6, 0, 0, monthFirst.group(3).length() == 1);
    }
    Matcher dayFirst = DAY_FIRST.matcher(text);
    if (dayFirst.matches() && isMonth(dayFirst.group(3))) {
      String date =
          "D"
              + dayFirst.group(2)
              + month(dayFirst.group(3))
              + dayFirst.group(4)
              + year(dayFirst.group(5));
      return value(Order.NAMED_MONTH, date, dayFirst, 6, 0, 0, dayFirst.group(1).length() == 1);
    }
    return Optional.empty();
  }

  private static Optional<Value> value(
      Order order, String date, Matcher matcher, int time, int first, int second, boolean narrow) {
    boolean withTime = matcher.group(time) != null;
    boolean half = withTime && matcher.group(time + 5) != null;
    String pattern = withTime ? date + time(matcher, time, half) : date;
    boolean offset = withTime && matcher.group(time + 6) != null;
    return Optional.of(
        new Value(new MomentShape(order, pattern, withTime, offset), first, second, narrow));
  }

  private static String time(Matcher matcher, int group, boolean half) {
    String separator = matcher.group(group);
    StringBuilder time = new StringBuilder(separator.equals("T") ? "'T'" : separator);
    boolean narrow = matcher.group(group + 1).length() == 1;
    time.append(half ? (narrow ? "h" : "hh") : narrow ? "H" : "HH").append(":mm");
    time.append(matcher.group(group + 3) == null ? "" : ":ss");
    String fraction = matcher.group(group + 4);
    time.append(fraction == null ? "" : "." + "S".repeat(fraction.length() - 1));
    time.append(half ? matcher.group(group + 5).startsWith(" ") ? " a" : "a" : "");
    String offset = matcher.group(group + 6);
    if (offset != null) {
      String form =
          offset.strip().equals("Z")
              ? "X"
              : offset.contains(":") ? "XXX" : "X".repeat(offset.length() / 2);
      time.append(offset.startsWith(" ") ? " " : "").append(form);
    }
    return time.toString();
  }

  private static String year(String digits) {
    return digits.length() == 4 ? "yyyy" : "yy";
  }

  private static boolean isMonth(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return MONTHS.contains(lower) || LONG_MONTHS.contains(lower);
  }

  private static String month(String word) {
    return word.length() == 3 ? "MMM" : "MMMM";
  }

  /**
   * The pattern of java.time.
   *
   * @param narrow whether a day or a month may have one digit
   * @param monthFirst whether the month is before the day, if the year is last
   */
  String text(boolean narrow, boolean monthFirst) {
    String ordered =
        order == Order.YEAR_LAST && monthFirst ? pattern.replaceFirst("D(.)N", "N$1D") : pattern;
    return ordered.replaceFirst("D", narrow ? "d" : "dd").replaceFirst("N", narrow ? "M" : "MM");
  }
}
