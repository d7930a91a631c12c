package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Quality;
import io.quarterdeck.cli.report.Table.Entry;
import io.quarterdeck.loader.profile.ColumnProfile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** The section about the columns of the loaded rows. */
final class QualitySection {
  private static final Set<String> NUMBERS =
      Set.of("integer", "bigint", "numeric", "double precision");

  private QualitySection() {}

  static String html(List<Quality> columns) {
    List<Entry> heads =
        List.of(
            Entry.text("Column"),
            Entry.text("Type"),
            Entry.number("Nulls"),
            Entry.number("Distinct"),
            Entry.number("Min"),
            Entry.number("Max"),
            Entry.number("Mean"));
    return Table.html(
            "Columns of the rows loaded", heads, columns.stream().map(QualitySection::row).toList())
        + "<p class='note'>Distinct values are counted exactly up to %s; more are estimated, with a standard error of 0.8 %%, and marked ~.</p>"
            .formatted(Figures.exact(ColumnProfile.EXACT_DISTINCT));
  }

  private static List<Entry> row(Quality column) {
    return List.of(
        Entry.text(column.column()),
        new Entry("type", Text.escape(column.type())),
        Entry.number(Figures.exact(column.nulls())),
        Entry.number(distinct(column.distinctApproximately())),
        column.min().map(text -> value(column, text)).orElse(Entry.number("–")),
        column.max().map(text -> value(column, text)).orElse(Entry.number("–")),
        Entry.number(column.mean().map(text -> Figures.rounded(new BigDecimal(text))).orElse("–")));
  }

  private static String distinct(long count) {
    String figure = Figures.exact(count);
    return count > ColumnProfile.EXACT_DISTINCT ? "~" + figure : figure;
  }

  /** Returns the cell for a value: numbers in groups of three digits, other values unchanged. */
  private static Entry value(Quality column, String text) {
    if (NUMBERS.contains(column.type().replaceAll("\\(.*", ""))) {
      return Entry.number(Figures.exact(new BigDecimal(text)));
    }
    return new Entry("value", Text.escape(Text.visible(text)));
  }
}
