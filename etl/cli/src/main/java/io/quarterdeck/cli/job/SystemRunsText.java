package io.quarterdeck.cli.job;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.PlatformSystemName;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Formats runs of the jobs of a system.
 *
 * @param system the system
 * @param runs the runs, newest first
 * @param zone the time zone of the times
 */
record SystemRunsText(PlatformSystemName system, List<Entry> runs, ZoneId zone) {
  /** A run of a job with this short name. */
  record Entry(String job, RunRecord run) {
    String days() {
      return run.parameters().getOrDefault(Parameter.DAYS.parameterName(), "-");
    }
  }

  /**
   * Returns the text for the newest runs of all jobs.
   *
   * @param found the newest runs of each job, by its short name
   * @param most the maximum number of runs
   */
  static SystemRunsText of(
      PlatformSystemName system, Map<String, List<RunRecord>> found, int most, ZoneId zone) {
    List<Entry> all = new ArrayList<>();
    found.forEach((job, runs) -> runs.forEach(run -> all.add(new Entry(job, run))));
    all.sort(Comparator.comparing((Entry entry) -> entry.run().started()).reversed());
    return new SystemRunsText(
        system, List.copyOf(all.subList(0, Math.min(most, all.size()))), zone);
  }

  /** Prints a table. */
  void print(PrintWriter out) {
    if (runs.isEmpty()) {
      out.println(
          "There are no runs yet. Start one: ./quarterdeck run --systems " + system.systemName());
      return;
    }
    DateTimeFormatter moment =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(zone);
    TextTable table =
        new TextTable(
            right("run"), left("job"), left("state"), left("days"), left("started"), right("took"));
    for (Entry entry : runs) {
      RunRecord run = entry.run();
      table.add(
          Long.toString(run.id()),
          entry.job(),
          run.state().words(),
          entry.days(),
          moment.format(run.started()),
          run.duration().toSeconds() + " s");
    }
    table.print(out);
  }

  /** Returns a JSON object with the field runs. */
  String json() {
    return new JsonObject()
        .with(
            "runs",
            runs.stream()
                .map(
                    entry ->
                        new JsonObject()
                            .with("run", entry.run().id())
                            .with("job", entry.job())
                            .with("state", entry.run().state().words())
                            .with("trigger", entry.run().trigger())
                            .with("days", entry.days())
                            .with("correlationId", entry.run().correlationId().orElse(""))
                            .with("started", entry.run().started())
                            .with("seconds", entry.run().duration().toSeconds())
                            .with("link", entry.run().link()))
                .toList())
        .text();
  }
}
