package io.quarterdeck.etl.cli;

import static io.quarterdeck.etl.terminal.TextTable.Heading.left;

import io.quarterdeck.etl.doctor.Result;
import io.quarterdeck.etl.doctor.Status;
import io.quarterdeck.etl.terminal.TextTable;
import java.io.PrintWriter;
import java.util.List;

/** What the doctor found, as a table for people, and below it what to do. */
final class DoctorText {
  private DoctorText() {}

  static void print(List<Result> results, PrintWriter out) {
    TextTable table = new TextTable(left("check"), left("result"), left("found"));
    for (Result result : results) {
      table.add(result.check(), result.finding().status().words(), result.finding().found());
    }
    table.print(out);
    List<Result> ill =
        results.stream().filter(result -> !result.finding().advice().isEmpty()).toList();
    if (!ill.isEmpty()) {
      out.println();
      out.println("What to do");
      ill.forEach(result -> out.println("  " + result.check() + ": " + result.finding().advice()));
    }
    out.println();
    out.println(summary(results));
  }

  private static String summary(List<Result> results) {
    long failed = count(results, Status.FAILED);
    long warnings = count(results, Status.WARNING);
    long skipped = count(results, Status.SKIPPED);
    return results.size()
        + " checks: "
        + count(results, Status.OK)
        + " ok, "
        + warnings
        + (warnings == 1 ? " warning, " : " warnings, ")
        + failed
        + " failed, "
        + skipped
        + " skipped";
  }

  private static long count(List<Result> results, Status status) {
    return results.stream().filter(result -> result.finding().status() == status).count();
  }
}
