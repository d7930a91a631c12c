package io.quarterdeck.loader.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Validates a Quartz cron expression: seconds, minutes, hours, day of month, month, day of week
 * and, optionally, year. The rules are those of Quartz's CronExpression.
 */
public final class QuartzExpression {
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private static final int DAY_OF_MONTH = 3;
  private static final int DAY_OF_WEEK = 5;

  private static final List<QuartzField> FIELDS =
      List.of(
          new QuartzField("seconds", 0, 59, List.of(), ""),
          new QuartzField("minutes", 0, 59, List.of(), ""),
          new QuartzField("hours", 0, 23, List.of(), ""),
          new QuartzField(
              "day of month",
              1,
              31,
              List.of(),
              "L|LW|L-([1-9]|[12][0-9]|30)|([1-9]|[12][0-9]|3[01])W"),
          new QuartzField("month", 1, 12, MONTHS, ""),
          new QuartzField(
              "day of week", 1, 7, DAYS, "L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])"),
          new QuartzField("year", 1970, 2099, List.of(), ""));

  private QuartzExpression() {}

  /** Returns the number of a month, from 1, that is written as a number or a name. */
  static int month(String text) {
    int named = MONTHS.indexOf(text.toUpperCase(Locale.ROOT));
    return named >= 0 ? named + 1 : Integer.parseInt(text);
  }

  /** What was expected, if the expression is invalid. */
  public static Optional<String> problem(String expression) {
    String[] parts = expression.strip().split("\\s+", -1);
    if (parts.length < 6 || parts.length > 7) {
      return Optional.of(
          "6 or 7 fields: seconds, minutes, hours, day of month, month, day of week and perhaps"
              + " year");
    }
    for (int i = 0; i < parts.length; i++) {
      boolean unspecified = parts[i].equals("?") && (i == DAY_OF_MONTH || i == DAY_OF_WEEK);
      if (!unspecified && !FIELDS.get(i).accepts(parts[i])) {
        return Optional.of(FIELDS.get(i).expected(parts[i]));
      }
    }
    if (parts[DAY_OF_MONTH].equals("?") == parts[DAY_OF_WEEK].equals("?")) {
      return Optional.of("'?' in either the day of month or the day of week, and not in both");
    }
    return Optional.empty();
  }
}
