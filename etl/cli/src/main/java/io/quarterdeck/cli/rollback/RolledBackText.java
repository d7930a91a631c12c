package io.quarterdeck.cli.rollback;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.cli.lakehouse.LakehouseRollback;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.contract.RestorePlan.Step;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;

/**
 * Formats the result of a rollback of a run of the lakehouse.
 *
 * @param result the result
 */
record RolledBackText(LakehouseRollback.Result result) {
  /** Prints the tables, and how to ingest the days again. */
  void print(PrintWriter out) {
    if (result.plan().isEmpty()) {
      out.println("Run " + result.run() + " is rolled back already.");
      return;
    }
    RestorePlan plan = result.plan().get();
    out.println("Rolled back run " + result.run() + ".");
    plan.discarded().forEach(run -> out.println("Rolled back the later run " + run + "."));
    TextTable table = new TextTable(left("table"), right("version"), right("now as version"));
    for (Step step : plan.steps()) {
      table.add(
          step.table(),
          Long.toString(step.from()),
          step.to().isPresent() ? Long.toString(step.to().getAsLong()) : "no rows");
    }
    table.print(out);
    List<LocalDate> days = days();
    if (!days.isEmpty()) {
      out.println(
          "The container landing is unchanged. To ingest the days again, copy the corrected data,"
              + " then run");
      out.println(
          "  ./quarterdeck backfill --systems lakehouse --from %s --to %s"
              .formatted(days.get(0), days.get(days.size() - 1)));
    }
  }

  private List<LocalDate> days() {
    return result.changes().stream()
        .flatMap(run -> run.days().stream())
        .sorted()
        .distinct()
        .toList();
  }

  /** Returns a JSON object. */
  String json() {
    return new JsonObject()
        .with("run", result.run())
        .with("status", result.plan().isPresent() ? "rolled back" : "rolled back already")
        .with("jobRun", result.jobRun())
        .with("discarded", result.plan().map(RestorePlan::discarded).orElse(List.of()))
        .with("days", days())
        .with(
            "tables",
            result.plan().map(RestorePlan::steps).orElse(List.of()).stream()
                .map(
                    step ->
                        new JsonObject()
                            .with("table", step.table())
                            .with("from", step.from())
                            .with("to", step.to()))
                .toList())
        .text();
  }
}
