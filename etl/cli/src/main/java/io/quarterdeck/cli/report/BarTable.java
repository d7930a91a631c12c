package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.Table.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table with horizontal bars. The figures are in their own columns, so the bars are hidden from
 * screen readers. Long names wrap.
 */
final class BarTable {
  /** A row with its name, its bar and its figures. */
  record Row(String name, BigDecimal length, List<String> figures) {}

  private BarTable() {}

  static String html(String caption, List<String> heads, List<Row> rows) {
    BigDecimal smallest = rows.stream().map(Row::length).reduce(BigDecimal.ZERO, BigDecimal::min);
    BigDecimal biggest = rows.stream().map(Row::length).reduce(BigDecimal.ZERO, BigDecimal::max);
    Scale scale =
        smallest.compareTo(biggest) == 0
            ? Scale.of(smallest, biggest)
            : new Scale(smallest, biggest, biggest.subtract(smallest));
    return Table.html(
        caption, heads(heads), rows.stream().map(row -> entries(row, scale)).toList());
  }

  private static List<Entry> heads(List<String> heads) {
    return join(
        Entry.text(heads.get(0)),
        new Entry("bar", "<span class='unseen'>Bar</span>"),
        heads.subList(1, heads.size()));
  }

  private static List<Entry> entries(Row row, Scale scale) {
    return join(Entry.text(row.name()), bar(row.length(), scale), row.figures());
  }

  private static List<Entry> join(Entry name, Entry bar, List<String> figures) {
    List<Entry> row = new ArrayList<>(List.of(name, bar));
    for (int i = 0; i < figures.size(); i++) {
      // Beside a bar, the last figure is sufficient on a phone.
      String kind = i < figures.size() - 1 ? "number brief" : "number";
      row.add(new Entry(kind, Text.escape(figures.get(i))));
    }
    return row;
  }

  private static Entry bar(BigDecimal length, Scale scale) {
    double zero = scale.place(BigDecimal.ZERO) * 100;
    double end = scale.place(length) * 100;
    return new Entry(
        "bar",
        String.format(
            Locale.ROOT,
            "<svg aria-hidden='true'><rect class='%s' x='%.2f%%' width='%.2f%%' height='100%%'/></svg>",
            length.signum() < 0 ? "below" : "above",
            Math.min(zero, end),
            Math.abs(end - zero)));
  }
}
