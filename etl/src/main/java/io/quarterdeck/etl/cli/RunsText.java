package io.quarterdeck.etl.cli;

import static io.quarterdeck.etl.terminal.TextTable.Heading.left;
import static io.quarterdeck.etl.terminal.TextTable.Heading.right;
import static java.util.stream.Collectors.joining;

import io.quarterdeck.etl.databricks.run.JobRun;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.Export;
import io.quarterdeck.etl.ledger.LedgerEntry;
import io.quarterdeck.etl.ledger.LedgerProfile;
import io.quarterdeck.etl.load.Who;
import io.quarterdeck.etl.terminal.TextTable;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;

/** Runs and what the ledger says of them, as a table. */
final class RunsText {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

  private RunsText() {}

  static void print(Dataset dataset, List<JobRun> runs, List<LedgerEntry> loads, PrintWriter out) {
    if (runs.isEmpty()) {
      out.println("No runs yet. Start the first: ./quarterdeck run --wait");
      return;
    }
    List<String> summed = dataset.export().map(Export::sum).orElse(List.of());
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
    for (JobRun run : runs) {
      List<LedgerEntry> loaded =
          loads.stream()
              .filter(load -> load.who().equals(Who.run(Long.toString(run.id()))))
              .toList();
      table.add(
          Long.toString(run.id()),
          run.state().words(),
          run.trigger(),
          run.quarter().orElse("-"),
          MOMENT.format(run.started()),
          duration(run.duration()),
          loaded.isEmpty() ? "-" : Integer.toString(loaded.size()),
          loaded.isEmpty() ? "-" : rows(loaded),
          sums(summed, loaded),
          run.units().isPresent()
              ? String.format(Locale.ROOT, "%.2f", run.units().getAsDouble())
              : "-");
    }
    table.print(out);
    out.println(
        "~DBU is an estimate of the Databricks units billed; Azure's machines come on top.");
  }

  private static String rows(List<LedgerEntry> loads) {
    long rows =
        loads.stream()
            .map(LedgerEntry::rowsLoaded)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .sum();
    return String.format(Locale.ROOT, "%,d", rows);
  }

  private static String sums(List<String> columns, List<LedgerEntry> loads) {
    if (loads.isEmpty() || columns.isEmpty()) {
      return "-";
    }
    return columns.stream()
        .map(column -> column + " " + sum(column, loads).toPlainString())
        .collect(joining(", "));
  }

  private static BigDecimal sum(String column, List<LedgerEntry> loads) {
    return loads.stream()
        .flatMap(load -> LedgerProfile.read(load.columns()).stream())
        .filter(profile -> profile.name().equals(column))
        .map(profile -> profile.sum().orElse(null))
        .filter(Objects::nonNull)
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String duration(Duration duration) {
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toSeconds() + " s";
  }
}
