package io.quarterdeck.cli.newdataset;

import io.quarterdeck.loader.profile.ColumnProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The suggested keys of the aggregates.
 *
 * @param by the columns to group by
 * @param period the column of the period
 * @param every the length of a period
 * @param sum the columns to sum
 */
record ExportGuess(List<String> by, String period, String every, List<String> sum) {
  private static final int MOST_GROUPS = 200;
  private static final int MOST_KEYS = 2;
  private static final int MOST_SUMS = 6;
  private static final int MANY_YEARS = 25;
  private static final int SOME_YEARS = 2;

  /** Names of numbers whose sum means nothing. */
  private static final Pattern NOT_SUMMED =
      Pattern.compile(
          "(.*_)?(id|ids|code|key|index|number|no|year|month|day|week|hour|minute|lat|lon|lng"
              + "|latitude|longitude|zip|postcode|phone|rank|age|rate|ratio|percent|pct|score|rating"
              + "|mean|avg|average|min|max|temp|temperature)(_.*)?");

  /** Suggests keys, if there is a date, a column to group by, and a number to sum. */
  static Optional<ExportGuess> of(
      List<ColumnGuess> columns, Map<String, ColumnProfile> profiles, long rows) {
    Optional<ColumnGuess> period = columns.stream().filter(ColumnGuess::isMoment).findFirst();
    List<String> by = new ArrayList<>();
    List<String> sum = new ArrayList<>();
    for (ColumnGuess column : columns) {
      ColumnProfile profile = profiles.get(column.name);
      if (groups(column, profile, rows) && by.size() < MOST_KEYS) {
        by.add(column.name);
      } else if (sums(column) && sum.size() < MOST_SUMS) {
        sum.add(column.name);
      }
    }
    if (period.isEmpty() || by.isEmpty() || sum.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ExportGuess(by, period.get().name, every(profiles.get(period.get().name)), sum));
  }

  private static boolean groups(ColumnGuess column, ColumnProfile profile, long rows) {
    boolean few = profile.distinct() >= 2 && profile.distinct() <= MOST_GROUPS;
    return (column.isText() || column.type.equals("boolean"))
        && few
        && profile.distinct() * 4 <= rows;
  }

  private static boolean sums(ColumnGuess column) {
    return column.isNumber()
        && !column.removed.contains("%")
        && !NOT_SUMMED.matcher(column.name).matches();
  }

  private static String every(ColumnProfile profile) {
    int first = profile.min().map(ExportGuess::year).orElse(0);
    int last = profile.max().map(ExportGuess::year).orElse(0);
    return last - first > MANY_YEARS ? "year" : last - first > SOME_YEARS ? "quarter" : "month";
  }

  private static int year(String moment) {
    return Integer.parseInt(moment.substring(0, 4));
  }
}
