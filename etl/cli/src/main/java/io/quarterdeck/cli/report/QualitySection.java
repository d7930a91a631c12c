package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Bin;
import io.quarterdeck.cli.report.ReportData.Quality;
import io.quarterdeck.cli.report.ReportData.RowsRead;
import io.quarterdeck.cli.report.ReportData.Values;
import io.quarterdeck.cli.report.Table.Entry;
import io.quarterdeck.loader.profile.ColumnProfile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The section about the columns: the profile of the load, and the distribution of the values. */
final class QualitySection {
  private QualitySection() {}

  static String html(List<Quality> columns) {
    return Table.html(
            "Columns of the rows loaded",
            heads(),
            columns.stream().map(QualitySection::row).toList())
        + note(
            "Distinct values are counted exactly up to %s; more are estimated, with a standard error of 0.8 %%, and marked ~."
                .formatted(Figures.exact(ColumnProfile.EXACT_DISTINCT)))
        + sampled(columns).map(QualitySection::note).orElse("");
  }

  private static List<Entry> heads() {
    return List.of(
        Entry.text("Column"),
        Entry.text("Type"),
        Entry.number("Nulls"),
        Entry.number("Distinct"),
        Entry.number("Min"),
        Entry.number("Max"),
        Entry.number("Mean"),
        Entry.text("Distribution"),
        Entry.text("Most frequent"));
  }

  private static String note(String text) {
    return "<p class='note'>" + Text.escape(text) + "</p>";
  }

  private static Optional<String> sampled(List<Quality> columns) {
    return columns.stream()
        .flatMap(column -> column.values().stream())
        .filter(values -> values.read() == RowsRead.SAMPLE)
        .mapToLong(Values::rows)
        .boxed()
        .max(Long::compare)
        .map(
            rows ->
                "The table is large. Distributions and most frequent values are estimates from a random sample of its blocks with %s rows."
                    .formatted(Figures.exact(rows)));
  }

  private static List<Entry> row(Quality column) {
    List<Entry> row = new ArrayList<>();
    row.add(Entry.text(column.column()));
    row.add(Entry.name(column.type()));
    row.add(Entry.number(Figures.exact(column.nulls())));
    row.add(Entry.number(distinct(column.distinctApproximately())));
    row.add(column.min().map(text -> value(column, text)).orElse(Entry.number("–")));
    row.add(column.max().map(text -> value(column, text)).orElse(Entry.number("–")));
    row.add(
        Entry.number(column.mean().map(text -> Figures.rounded(new BigDecimal(text))).orElse("–")));
    row.add(
        column
            .values()
            .filter(values -> !values.histogram().isEmpty())
            .map(values -> histogram(column.column(), values.histogram()))
            .orElse(new Entry("histogram", "")));
    row.add(column.values().map(QualitySection::frequent).orElse(new Entry("frequent", "")));
    return row;
  }

  private static String distinct(long count) {
    String figure = Figures.exact(count);
    return count > ColumnProfile.EXACT_DISTINCT ? "~" + figure : figure;
  }

  /** Returns the cell for a value: numbers in groups of three digits, other values unchanged. */
  private static Entry value(Quality column, String text) {
    if (column.kind().isNumber()) {
      return Entry.number(Figures.exact(new BigDecimal(text)));
    }
    return new Entry("value", Text.escape(Text.visible(text)));
  }

  /** The bars have tooltips; the label describes the chart to screen readers. */
  private static Entry histogram(String column, List<Bin> bins) {
    long most = bins.stream().mapToLong(Bin::rows).max().orElse(1);
    double width = 100.0 / bins.size();
    StringBuilder bars = new StringBuilder();
    for (int i = 0; i < bins.size(); i++) {
      Bin bin = bins.get(i);
      double height = 100.0 * bin.rows() / most;
      bars.append(
          String.format(
              Locale.ROOT,
              "<rect class='above' x='%.2f%%' y='%.1f%%' width='%.2f%%' height='%.1f%%'><title>%s</title></rect>",
              i * width,
              100 - height,
              width * 0.9,
              height,
              Text.escape(
                  "%s to %s: %s rows"
                      .formatted(bin.low(), bin.high(), Figures.exact(bin.rows())))));
    }
    return new Entry(
        "histogram",
        "<svg role='img' aria-label='%s'>%s</svg>"
            .formatted(Text.escape(description(column, bins)), bars));
  }

  private static String description(String column, List<Bin> bins) {
    Bin fullest = bins.stream().max((a, b) -> Long.compare(a.rows(), b.rows())).orElseThrow();
    return "Histogram of %s in %d intervals from %s to %s. Most rows are between %s and %s."
        .formatted(
            column,
            bins.size(),
            bins.get(0).low(),
            bins.get(bins.size() - 1).high(),
            fullest.low(),
            fullest.high());
  }

  private static Entry frequent(Values values) {
    return new Entry(
        "frequent",
        values.frequent().stream()
            .map(
                each ->
                    "<span>%s <small>%s</small></span>"
                        .formatted(
                            Text.escape(Text.visible(each.value())),
                            share(each.rows(), values.rows())))
            .collect(Collectors.joining(" ")));
  }

  private static String share(long rows, long all) {
    double percent = 100.0 * rows / all;
    return percent < 0.1 ? "&lt;0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
  }
}
