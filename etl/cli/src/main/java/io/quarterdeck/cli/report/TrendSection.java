package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Cell;
import io.quarterdeck.cli.report.ReportData.PastLoad;
import io.quarterdeck.cli.report.Table.Entry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The section about the loads in the ledger: rows, rejects and durations over time. */
final class TrendSection {
  private TrendSection() {}

  static String html(List<PastLoad> loads) {
    List<PastLoad> oldestFirst = new ArrayList<>(loads);
    Collections.reverse(oldestFirst);
    return "<div class='small-charts'>"
        + chart("rows", "Rows loaded", oldestFirst, load -> load.rowsLoaded().map(TrendSection::of))
        + chart(
            "rejects",
            "Rows rejected",
            oldestFirst,
            load -> load.rowsRejected().map(TrendSection::of))
        + chart(
            "durations",
            "Duration in seconds",
            oldestFirst,
            load -> load.took().map(TrendSection::seconds))
        + "</div>"
        + Table.html(
            "Loads, the newest first", heads(), loads.stream().map(TrendSection::row).toList());
  }

  private static BigDecimal of(long rows) {
    return BigDecimal.valueOf(rows);
  }

  private static BigDecimal seconds(Duration took) {
    return BigDecimal.valueOf(took.toMillis(), 3);
  }

  private static String chart(
      String id,
      String title,
      List<PastLoad> loads,
      Function<PastLoad, Optional<BigDecimal>> figure) {
    List<Cell> cells =
        loads.stream()
            .flatMap(
                load ->
                    figure.apply(load).stream()
                        .map(value -> new Cell("load " + load.id(), title, value)))
            .toList();
    return cells.isEmpty()
        ? ""
        : "<figure class='small'><figcaption>%s</figcaption>%s</figure>"
            .formatted(
                Text.escape(title),
                PeriodChart.html("trend-" + id, title + " by load", PeriodSums.of(cells)));
  }

  private static List<Entry> heads() {
    return List.of(
        Entry.number("Load"),
        Entry.text("Status"),
        Entry.text("File"),
        Entry.text("Started"),
        Entry.number("Duration"),
        Entry.number("Rows loaded"),
        Entry.number("Rejected"),
        Entry.text("Failure"));
  }

  private static List<Entry> row(PastLoad load) {
    return List.of(
        Entry.number(Long.toString(load.id())),
        Entry.text(load.status()),
        Entry.text(load.file()),
        Entry.text(ReportPage.MOMENT.format(load.started())),
        load.took()
            .map(took -> Entry.number(Figures.duration(took), seconds(took)))
            .orElse(Entry.number("–")),
        rows(load.rowsLoaded()),
        rows(load.rowsRejected()),
        Entry.prose(load.failure().orElse("")));
  }

  private static Entry rows(Optional<Long> rows) {
    return Entry.number(rows.map(Figures::exact).orElse("–"));
  }
}
