package io.quarterdeck.cli.job;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.Export;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs and their loads in the ledger, as text or JSON.
 *
 * @param dataset the dataset of the job
 * @param zone the time zone for times
 */
record RunsText(Dataset dataset, ZoneId zone) {
  private static final String UNKNOWN = "-";

  /**
   * Prints a table with one row for each run.
   *
   * @param loaded returns the loads of a run, if the ledger could be read
   */
  void print(
      List<RunRecord> runs, Function<RunRecord, Optional<LoadedByRun>> loaded, PrintWriter out) {
    if (runs.isEmpty()) {
      out.println("No runs yet. Start the first: ./quarterdeck run --wait");
      return;
    }
    List<String> summed = dataset.export().map(Export::sum).orElse(List.of());
    DateTimeFormatter moment =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    TextTable table =
        new TextTable(
            right("run"),
            left("state"),
            left("trigger"),
            left("quarter"),
            left("started"),
            right("took"),
            right("files"),
            right("rows"),
            left("sums"),
            right("~DBU"));
    for (RunRecord run : runs) {
      Optional<LoadedByRun> figures = loaded.apply(run);
      table.add(
          Long.toString(run.id()),
          run.state().words(),
          run.trigger(),
          run.quarter().orElse(UNKNOWN),
          moment.format(run.started()),
          duration(run.duration()),
          figures.map(LoadedByRun::files).orElse(UNKNOWN),
          figures.map(LoadedByRun::rows).orElse(UNKNOWN),
          figures.map(each -> each.sums(summed)).orElse(UNKNOWN),
          run.units().isPresent()
              ? String.format(Locale.ROOT, "%.2f", run.units().getAsDouble())
              : UNKNOWN);
    }
    table.print(out);
    out.println(
        "~DBU is an estimate of the billed Databricks units. Azure bills the machines separately.");
  }

  /**
   * Returns a JSON object with the fields job and runs, each with run, state, trigger, quarter,
   * correlationId, started, seconds, files, rows, units and link; unknown values are null.
   */
  static String json(
      List<RunRecord> runs, Function<RunRecord, Optional<LoadedByRun>> loaded, String link) {
    return new JsonObject()
        .with("job", link)
        .with("runs", runs.stream().map(run -> json(run, loaded.apply(run))).toList())
        .text();
  }

  private static JsonObject json(RunRecord run, Optional<LoadedByRun> loaded) {
    return new JsonObject()
        .with("run", run.id())
        .with("state", run.state().words())
        .with("trigger", run.trigger())
        .with("quarter", run.quarter())
        .with("correlationId", run.correlationId())
        .with("started", run.started())
        .with("seconds", run.duration().toSeconds())
        .with("files", loaded.map(each -> each.loads().size()))
        .with("rows", loaded.map(LoadedByRun::rowsLoaded))
        .with("units", run.units().isPresent() ? run.units().getAsDouble() : null)
        .with("link", run.link());
  }

  private static String duration(Duration duration) {
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toSeconds() + " s";
  }
}
