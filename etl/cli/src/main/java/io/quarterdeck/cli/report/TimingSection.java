package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Step;
import io.quarterdeck.cli.report.Table.Entry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The waterfall of the steps of a command: when each step began and how long it took. */
final class TimingSection {
  private TimingSection() {}

  /**
   * Returns the table.
   *
   * @param steps at least one step
   */
  static String html(List<Step> steps) {
    Duration end =
        steps.stream()
            .map(step -> step.began().plus(step.took()))
            .reduce(Duration.ZERO, (one, other) -> one.compareTo(other) > 0 ? one : other);
    return Table.html(
        "When each step began, and how long it took",
        List.of(
            Entry.text("Step"),
            new Entry("bar", "<span class='unseen'>Bar</span>"),
            Entry.number("Began after"),
            Entry.number("Duration"),
            Entry.text("Outcome")),
        steps.stream().map(step -> row(step, end)).toList());
  }

  private static List<Entry> row(Step step, Duration end) {
    return List.of(
        Entry.text(step.name()),
        bar(step, end),
        time(step.began()),
        time(step.took()),
        Entry.text(step.outcome()));
  }

  private static Entry time(Duration time) {
    return Entry.number(Figures.duration(time), BigDecimal.valueOf(time.toMillis()));
  }

  private static Entry bar(Step step, Duration end) {
    double all = Math.max(1, end.toMillis());
    return new Entry(
        "bar",
        String.format(
            Locale.ROOT,
            "<svg aria-hidden='true'><title>%s</title><rect class='above' x='%.2f%%' width='%.2f%%' height='100%%'/></svg>",
            Text.escape(step.name() + ": " + Figures.duration(step.took())),
            100 * step.began().toMillis() / all,
            // A step of a few milliseconds stays visible.
            Math.max(0.5, 100 * step.took().toMillis() / all)));
  }
}
