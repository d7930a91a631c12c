package io.quarterdeck.cli.rollback;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;
import static java.util.stream.Collectors.joining;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.loader.history.RunChanges;
import io.quarterdeck.loader.history.RunChanges.ChangedTable;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Formats the runs of the lakehouse that can be rolled back.
 *
 * @param runs the runs, the newest first
 * @param unfinished the plan of a rollback that did not end
 * @param zone the time zone of the times
 */
record RollbackList(List<RunChanges> runs, Optional<RestorePlan> unfinished, ZoneId zone) {
  /** Prints a table with a row for each table that a run changed. */
  void print(PrintWriter out) {
    unfinished.ifPresent(
        plan ->
            out.println(
                "The rollback of run %1$s did not end. Complete it: ./quarterdeck rollback --systems lakehouse --run %1$s"
                    .formatted(plan.run())));
    if (runs.isEmpty()) {
      out.println("No run changed a table of the lakehouse.");
      return;
    }
    DateTimeFormatter moment =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(zone);
    TextTable table =
        new TextTable(
            left("run"),
            left("time"),
            left("days"),
            left("table"),
            right("before"),
            right("after"));
    for (RunChanges run : runs) {
      String id = run.run();
      String time = moment.format(run.time());
      String days = days(run);
      for (ChangedTable changed : run.tables()) {
        table.add(id, time, days, changed.table(), before(changed), Long.toString(changed.after()));
        id = "";
        time = "";
        days = "";
      }
    }
    table.print(out);
  }

  private static String days(RunChanges run) {
    return run.days().isEmpty()
        ? "-"
        : run.days().stream().map(LocalDate::toString).collect(joining(","));
  }

  private static String before(ChangedTable changed) {
    return changed.before().isPresent() ? Long.toString(changed.before().getAsLong()) : "-";
  }

  /** Returns a JSON object with the fields runs and unfinished. */
  String json() {
    return new JsonObject()
        .with("runs", runs.stream().map(RollbackList::json).toList())
        .with("unfinished", unfinished.map(RestorePlan::run))
        .text();
  }

  private static JsonObject json(RunChanges run) {
    return new JsonObject()
        .with("run", run.run())
        .with("time", run.time())
        .with("days", run.days())
        .with(
            "tables",
            run.tables().stream()
                .map(
                    changed ->
                        new JsonObject()
                            .with("table", changed.table())
                            .with("before", changed.before())
                            .with("after", changed.after()))
                .toList());
  }
}
