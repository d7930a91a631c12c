package io.quarterdeck.azure.databricks.job;

import java.util.ArrayList;
import java.util.List;

/** Formats the changes of a job as text, one line for each field. */
public final class DifferenceText {
  private static final int LONGEST_VALUE = 60;

  private DifferenceText() {}

  /** Returns a line for the job, then a line for each field. */
  public static List<String> lines(JobUpsert.Plan plan) {
    List<String> lines = new ArrayList<>();
    if (plan.jobId().isEmpty()) {
      lines.add("+ job " + plan.name());
    } else if (plan.isEmpty()) {
      lines.add("  job " + plan.name() + ": as it should be");
    } else {
      lines.add(changed("job " + plan.name(), plan.changes().size()));
    }
    plan.changes().forEach(difference -> lines.add("    " + line(difference)));
    if (!plan.kept().isEmpty()) {
      lines.add(
          "  kept as edited by hand: %d %s"
              .formatted(plan.kept().size(), fields(plan.kept().size())));
      plan.kept().forEach(difference -> lines.add("    " + line(difference)));
    }
    return lines;
  }

  /**
   * Returns a line for an object that changes, then a line for each field; none without
   * differences.
   *
   * @param object the object, such as {@code pipeline NAME}
   */
  public static List<String> changed(String object, List<Difference> differences) {
    return lines(changed(object, differences.size()), differences);
  }

  /** Returns the lines of an object whose differences are kept, like {@link #changed}. */
  public static List<String> kept(String object, List<Difference> differences) {
    int count = differences.size();
    return lines(
        "  %s: kept %d %s that %s from the definition"
            .formatted(object, count, fields(count), count == 1 ? "differs" : "differ"),
        differences);
  }

  private static List<String> lines(String first, List<Difference> differences) {
    if (differences.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(first));
    differences.forEach(difference -> lines.add("    " + line(difference)));
    return List.copyOf(lines);
  }

  /** Returns whether a line names an object that changes, and not one that is kept, or a field. */
  public static boolean isChange(String line) {
    return !line.startsWith("  ");
  }

  private static String changed(String object, int count) {
    return "~ %s: %d %s to change".formatted(object, count, fields(count));
  }

  private static String fields(int count) {
    return count == 1 ? "field" : "fields";
  }

  /** Returns one field on one line. */
  public static String line(Difference difference) {
    String hand = difference.origin() == Difference.Origin.DRIFT ? "  (edited by hand)" : "";
    if (difference.found().isEmpty()) {
      return "+ " + difference.field() + ": " + shown(difference.wanted().orElse("")) + hand;
    }
    String found = difference.found().get();
    return difference
        .wanted()
        .map(wanted -> "~ " + difference.field() + ": " + change(found, wanted) + hand)
        .orElseGet(() -> "- " + difference.field() + ": " + shown(found) + hand);
  }

  /**
   * Returns both values. For values with several lines, such as the dataset file, returns the first
   * line that differs.
   */
  private static String change(String found, String wanted) {
    List<String> before = found.lines().toList();
    List<String> after = wanted.lines().toList();
    if (before.size() < 2 || after.size() < 2) {
      return shown(found) + " → " + shown(wanted);
    }
    int line = 0;
    while (line < Math.min(before.size(), after.size())
        && before.get(line).equals(after.get(line))) {
      line++;
    }
    return "line %d: %s → %s".formatted(line + 1, line(before, line), line(after, line));
  }

  private static String line(List<String> lines, int place) {
    return place < lines.size() ? shown(lines.get(place)) : "its end";
  }

  /** Returns the value on one line, truncated if it is long, as the dataset file is. */
  private static String shown(String value) {
    String line = value.replace("\n", "\\n");
    return line.length() <= LONGEST_VALUE
        ? "\"" + line + "\""
        : "\"" + line.substring(0, LONGEST_VALUE) + "…\" (" + value.length() + " characters)";
  }
}
