package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.Table.Entry;
import io.quarterdeck.cli.report.TopicsReportData.DayDrift;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The drift of the days: how well the model still fits the questions. */
final class DriftSection {
  private static final int DAYS = 12;

  private DriftSection() {}

  /** Returns the section; empty without days. */
  static Optional<Section> of(List<DayDrift> days) {
    if (days.isEmpty()) {
      return Optional.empty();
    }
    List<DayDrift> newest = days.subList(Math.max(0, days.size() - DAYS), days.size());
    String notice =
        alerts(newest)
            ? "<p class='notice'>The model may not fit the marked days. Train a model: <code>"
                + "./quarterdeck run --systems lakehouse --job train</code></p>"
            : "";
    return Optional.of(
        new Section(
            "Drift of the model",
            notice
                + Table.html(
                    "Differences from the training",
                    List.of(
                        Entry.text("Day"),
                        Entry.number("Questions"),
                        Entry.number("Other, %"),
                        Entry.number("Expected, %"),
                        Entry.number("Word distance"),
                        Entry.text("Result")),
                    newest.stream().map(DriftSection::row).toList())));
  }

  private static boolean alerts(List<DayDrift> days) {
    return days.stream().anyMatch(day -> !day.alert().isEmpty());
  }

  private static List<Entry> row(DayDrift day) {
    return List.of(
        Entry.text(day.day().toString()),
        Entry.number(Figures.exact(day.questions())),
        Entry.number(percent(day.otherShare())),
        Entry.number(percent(day.expectedShare())),
        Entry.number(String.format(Locale.ROOT, "%.3f", day.wordDistance())),
        day.alert().isEmpty() ? Entry.text("fits") : Entry.warning(day.alert()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }
}
