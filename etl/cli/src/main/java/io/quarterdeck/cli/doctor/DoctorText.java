package io.quarterdeck.cli.doctor;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.quarterdeck.cli.terminal.TextTable;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The doctor's results as a table, followed by the advice. */
final class DoctorText {
  private DoctorText() {}

  static void print(List<CheckResult> results, PrintWriter out) {
    TextTable table = new TextTable(left("check"), left("result"), left("found"));
    for (CheckResult result : results) {
      table.add(result.check(), result.finding().status().words(), result.finding().found());
    }
    table.print(out);
    Map<String, String> advice = advice(results);
    if (!advice.isEmpty()) {
      out.println();
      out.println("What to do");
      advice.forEach((what, checks) -> out.println("  " + checks + ": " + what));
    }
    out.println();
    out.println(summary(results));
  }

  /** Returns the checks by their advice, so that the same advice is printed once. */
  private static Map<String, String> advice(List<CheckResult> results) {
    return results.stream()
        .filter(result -> !result.finding().advice().isEmpty())
        .collect(
            groupingBy(
                result -> result.finding().advice(),
                LinkedHashMap::new,
                mapping(CheckResult::check, joining(", "))));
  }

  private static String summary(List<CheckResult> results) {
    long failed = count(results, Status.FAILED);
    long warnings = count(results, Status.WARNING);
    long skipped = count(results, Status.SKIPPED);
    return results.size()
        + (results.size() == 1 ? " check: " : " checks: ")
        + count(results, Status.OK)
        + " ok, "
        + warnings
        + (warnings == 1 ? " warning, " : " warnings, ")
        + failed
        + " failed, "
        + skipped
        + " skipped";
  }

  private static long count(List<CheckResult> results, Status status) {
    return results.stream().filter(result -> result.finding().status() == status).count();
  }
}
