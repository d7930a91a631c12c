package io.quarterdeck.etl.report;

import io.quarterdeck.etl.report.PeriodSums.Group;
import io.quarterdeck.etl.report.ReportData.Bar;
import io.quarterdeck.etl.report.ReportData.Charts;
import io.quarterdeck.etl.report.Table.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The export's sums, drawn and in figures. */
final class ChartSection {
  private static final String NOTHING = "<p class='note'>The table has no rows to sum.</p>";

  private ChartSection() {}

  static String byPeriod(String title, Charts charts) {
    if (charts.byPeriod().isEmpty()) {
      return NOTHING;
    }
    PeriodSums sums = PeriodSums.of(charts.byPeriod());
    return "<figure>%s<details%s><summary>Exact figures</summary>%s</details></figure>%s"
        .formatted(
            PeriodChart.html(title, sums),
            sums.periods().size() <= 12 ? " open" : "",
            figures(title, sums),
            omission(sums));
  }

  private static String omission(PeriodSums sums) {
    return sums.left() == 0
        ? ""
        : "<p class='note'>The last %s of %s periods.</p>"
            .formatted(
                Figures.exact(sums.periods().size()),
                Figures.exact(sums.left() + sums.periods().size()));
  }

  /** Goes across with whatever is fewer, periods or groups: the table fits more screens. */
  private static String figures(String title, PeriodSums sums) {
    return sums.periods().size() < sums.groups().size()
        ? byGroup(title, sums)
        : eachPeriod(title, sums);
  }

  private static String byGroup(String title, PeriodSums sums) {
    List<Entry> heads = new ArrayList<>(List.of(Entry.text("")));
    sums.periods().forEach(period -> heads.add(Entry.number(period)));
    heads.add(Entry.number("Total"));
    List<List<Entry>> rows = new ArrayList<>();
    for (Group group : sums.groups()) {
      List<Entry> row = new ArrayList<>(List.of(name(group)));
      sums.periods().forEach(period -> row.add(figure(sums, period, group)));
      row.add(Entry.number(Figures.exact(sums.total(group))));
      rows.add(row);
    }
    List<Entry> total = new ArrayList<>(List.of(Entry.text("Total")));
    sums.periods().forEach(period -> total.add(Entry.number(Figures.exact(sums.total(period)))));
    total.add(Entry.number(Figures.exact(total(sums))));
    rows.add(total);
    return Table.html("Exact figures: " + title, heads, rows);
  }

  private static String eachPeriod(String title, PeriodSums sums) {
    List<Entry> heads = new ArrayList<>(List.of(Entry.text("Period")));
    sums.groups().forEach(group -> heads.add(Entry.number(Text.visible(group.name()))));
    heads.add(Entry.number("Total"));
    List<List<Entry>> rows = new ArrayList<>();
    for (String period : sums.periods()) {
      List<Entry> row = new ArrayList<>(List.of(Entry.text(period)));
      sums.groups().forEach(group -> row.add(figure(sums, period, group)));
      row.add(Entry.number(Figures.exact(sums.total(period))));
      rows.add(row);
    }
    List<Entry> total = new ArrayList<>(List.of(Entry.text("Total")));
    sums.groups().forEach(group -> total.add(Entry.number(Figures.exact(sums.total(group)))));
    total.add(Entry.number(Figures.exact(total(sums))));
    rows.add(total);
    return Table.html("Exact figures: " + title, heads, rows);
  }

  private static Entry name(Group group) {
    return Entry.text(Text.visible(group.name()));
  }

  private static Entry figure(PeriodSums sums, String period, Group group) {
    return Entry.number(sums.sum(period, group).map(Figures::exact).orElse("–"));
  }

  private static BigDecimal total(PeriodSums sums) {
    return sums.periods().stream().map(sums::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static String top(Charts charts) {
    if (charts.top().isEmpty()) {
      return NOTHING;
    }
    return BarTable.html(
        "The biggest " + charts.top().size() + " by the sum of " + charts.measure(),
        List.of(charts.topGroup(), "Sum", "Exactly"),
        charts.top().stream().map(ChartSection::row).toList());
  }

  private static BarTable.Row row(Bar bar) {
    return new BarTable.Row(
        Text.visible(bar.name()),
        bar.sum(),
        List.of(Figures.brief(bar.sum()), Figures.exact(bar.sum())));
  }
}
