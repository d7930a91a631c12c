package io.quarterdeck.cli.job;

import static io.quarterdeck.cli.terminal.TextTable.Heading.left;
import static io.quarterdeck.cli.terminal.TextTable.Heading.right;

import io.quarterdeck.azure.databricks.pipeline.PipelineUpdates;
import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.TextTable;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.OrdersPipeline;
import io.quarterdeck.contract.PlatformSystemName;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Formats runs of the jobs of a system, and updates of its pipeline.
 *
 * @param system the system
 * @param runs the runs, newest first
 * @param zone the time zone of the times
 */
record SystemRunsText(PlatformSystemName system, List<Entry> runs, ZoneId zone) {
  private static final String UNKNOWN = "-";

  /**
   * A run of a job, or an update.
   *
   * @param id the id, a number for a run
   * @param job the short name of the job, or of the pipeline
   * @param state the state in words
   * @param trigger what started it
   * @param days the days of the data; a hyphen if there are none
   * @param correlationId the correlation id; empty if there is none
   * @param started the time of the start request
   * @param duration the time to the end or to now; empty for an update, whose end is not listed
   * @param link the URL of its page
   */
  record Entry(
      Object id,
      String job,
      String state,
      String trigger,
      String days,
      String correlationId,
      Instant started,
      Optional<Duration> duration,
      String link) {
    static Entry of(String job, RunRecord run) {
      return new Entry(
          run.id(),
          job,
          run.state().words(),
          run.trigger(),
          run.parameters().getOrDefault(Parameter.DAYS.parameterName(), UNKNOWN),
          run.correlationId().orElse(""),
          run.started(),
          Optional.of(run.duration()),
          run.link());
    }

    static Entry of(PipelineUpdates.Listed update) {
      return new Entry(
          update.id(),
          OrdersPipeline.SHORT_NAME,
          update.state(),
          update.cause(),
          UNKNOWN,
          "",
          update.started(),
          Optional.empty(),
          update.link());
    }
  }

  /**
   * Returns the text for the newest runs.
   *
   * @param found the newest runs of each job and of the pipeline
   * @param most the maximum number of runs
   */
  static SystemRunsText of(
      PlatformSystemName system, Collection<Entry> found, int most, ZoneId zone) {
    return new SystemRunsText(
        system,
        found.stream().sorted(Comparator.comparing(Entry::started).reversed()).limit(most).toList(),
        zone);
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
    for (Entry run : runs) {
      table.add(
          run.id().toString(),
          run.job(),
          run.state(),
          run.days(),
          moment.format(run.started()),
          run.duration().map(duration -> duration.toSeconds() + " s").orElse(UNKNOWN));
    }
    table.print(out);
  }

  /** Returns a JSON object with the field runs. The seconds of an update are null. */
  String json() {
    return new JsonObject()
        .with(
            "runs",
            runs.stream()
                .map(
                    run ->
                        new JsonObject()
                            .with("run", run.id())
                            .with("job", run.job())
                            .with("state", run.state())
                            .with("trigger", run.trigger())
                            .with("days", run.days())
                            .with("correlationId", run.correlationId())
                            .with("started", run.started())
                            .with("seconds", run.duration().map(Duration::toSeconds))
                            .with("link", run.link()))
                .toList())
        .text();
  }
}
