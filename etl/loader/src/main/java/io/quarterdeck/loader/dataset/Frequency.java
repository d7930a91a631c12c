package io.quarterdeck.loader.dataset;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How often a schedule runs, as a word for names. */
public enum Frequency {
  /** Every hour of every day. */
  HOURLY("hourly"),
  /** Once on every day. */
  DAILY("daily"),
  /** Once on one day of every week. */
  WEEKLY("weekly"),
  /** Once on one day of every month. */
  MONTHLY("monthly"),
  /** Once in every three months. */
  QUARTERLY("quarterly"),
  /** Once in every six months. */
  HALF_YEARLY("half-yearly"),
  /** Once a year. */
  YEARLY("yearly"),
  /** A schedule that no other word describes. */
  IRREGULAR("scheduled"),
  /** No schedule. */
  ON_DEMAND("on-demand");

  /**
   * The number of the months of a year in which a schedule runs, if they are at equal distances.
   */
  private static final int EVERY_MONTH = 12;

  private static final String NUMBER = "[0-9]+";

  private final String word;

  Frequency(String word) {
    this.word = word;
  }

  /** Returns the word: lower-case letters and hyphens. */
  public String word() {
    return word;
  }

  /**
   * Returns how often a schedule runs.
   *
   * @param schedule a schedule whose expression is valid; if absent, {@link #ON_DEMAND}
   */
  public static Frequency of(Optional<Schedule> schedule) {
    return schedule.map(each -> of(each.quartz().strip().split("\\s+", -1))).orElse(ON_DEMAND);
  }

  private static Frequency of(String[] fields) {
    boolean oneMoment = fields[0].matches(NUMBER) && fields[1].matches(NUMBER);
    boolean anyYear = fields.length == 6 || fields[6].equals("*");
    Set<Integer> months = months(fields[4]);
    if (!oneMoment || !anyYear || !areRegular(months)) {
      return IRREGULAR;
    }
    boolean everyDay = isAny(fields[3]) && isAny(fields[5]);
    if (everyDay && months.size() == EVERY_MONTH) {
      return fields[2].equals("*") ? HOURLY : once(fields, DAILY);
    }
    boolean oneWeekday = isAny(fields[3]) && fields[5].matches("[1-7]|[A-Za-z]{3}");
    if (oneWeekday && months.size() == EVERY_MONTH) {
      return once(fields, WEEKLY);
    }
    boolean oneDayOfMonth =
        fields[3].matches("[0-9]+W?|LW?|L-[0-9]+") || fields[5].matches("\\w+(L|#[1-5])|L");
    return oneDayOfMonth ? once(fields, byMonths(months)) : IRREGULAR;
  }

  private static Frequency once(String[] fields, Frequency frequency) {
    return fields[2].matches(NUMBER) ? frequency : IRREGULAR;
  }

  private static Frequency byMonths(Set<Integer> months) {
    return switch (months.size()) {
      case 12 -> MONTHLY;
      case 4 -> QUARTERLY;
      case 2 -> HALF_YEARLY;
      case 1 -> YEARLY;
      default -> IRREGULAR;
    };
  }

  private static boolean isAny(String field) {
    return field.equals("*") || field.equals("?");
  }

  /** Whether the months have equal distances, also from the last one to the first one. */
  private static boolean areRegular(Set<Integer> months) {
    List<Integer> all = List.copyOf(months);
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i) - all.get(i - 1) != EVERY_MONTH / all.size()) {
        return false;
      }
    }
    return EVERY_MONTH % all.size() == 0;
  }

  /** Returns the numbers of the months in a field, such as {@code 1/3}, {@code JAN-JUN} or *. */
  private static Set<Integer> months(String field) {
    Set<Integer> months = new TreeSet<>();
    for (String part : field.split(",", -1)) {
      String[] step = part.split("/", 2);
      String[] range = step[0].split("-", 2);
      boolean any = range[0].equals("*") || range[0].isEmpty();
      int first = any ? 1 : QuartzExpression.month(range[0]);
      int last =
          range.length == 2
              ? QuartzExpression.month(range[1])
              : any || step.length == 2 ? EVERY_MONTH : first;
      int distance = step.length == 2 ? Math.max(1, Integer.parseInt(step[1])) : 1;
      // A range such as NOV-FEB continues in the next year.
      for (int month = first;
          month <= (last < first ? last + EVERY_MONTH : last);
          month += distance) {
        months.add((month - 1) % EVERY_MONTH + 1);
      }
    }
    return months;
  }
}
