package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.PeriodSums.Group;
import io.quarterdeck.cli.report.ReportData.Bar;
import io.quarterdeck.cli.report.ReportData.Charts;
import io.quarterdeck.cli.report.Table.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The charts and tables of the export's sums. */
final class ChartSection {
  private static final String NOTHING = "<p class='note'>There are no values to sum.</p>";

  private ChartSection() {}

  static String byPeriod(String id, String title, Charts charts) {
    if (charts.byPeriod().isEmpty()) {
      return NOTHING;
    }
    PeriodSums sums = PeriodSums.of(charts.byPeriod());
    return "<figure>%s<details%s><summary>Exact figures</summary>%s</details></figure>%s"
        .formatted(
            PeriodChart.html(id, title, sums),
            sums.periods().size() <= 12 ? " open" : "",
            figures(title, charts, sums),
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

  /**
   * Uses periods or groups as columns, whichever is fewer, so that the table fits narrow screens.
   */
  private static String figures(String title, Charts charts, PeriodSums sums) {
    List<List<String>> grid = new ArrayList<>();
    grid.add(line("Period", sums.groups().stream().map(group -> Text.visible(group.name()))));
    for (String period : sums.periods()) {
      grid.add(line(period, sums.groups().stream().map(group -> figure(sums, period, group))));
      last(grid).add(Figures.exact(sums.total(period)));
    }
    grid.add(line("Total", sums.groups().stream().map(sums::total).map(Figures::exact)));
    last(grid).add(Figures.exact(sums.total()));
    grid.get(0).add("Total");
    if (sums.periods().size() < sums.groups().size()) {
      grid = transposed(grid);
      grid.get(0).set(0, charts.group());
    }
    List<List<Entry>> lines = grid.stream().map(ChartSection::entries).toList();
    return Table.withTotals(title, lines.get(0), lines.subList(1, lines.size()));
  }

  private static List<String> line(String name, Stream<String> figures) {
    return Stream.concat(Stream.of(name), figures).collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<String> last(List<List<String>> grid) {
    return grid.get(grid.size() - 1);
  }

  private static List<List<String>> transposed(List<List<String>> grid) {
    List<List<String>> turned = new ArrayList<>();
    for (int i = 0; i < grid.get(0).size(); i++) {
      int column = i;
      turned.add(new ArrayList<>(grid.stream().map(line -> line.get(column)).toList()));
    }
    return turned;
  }

  private static List<Entry> entries(List<String> line) {
    return Stream.concat(
            Stream.of(Entry.text(line.get(0))), line.stream().skip(1).map(Entry::number))
        .toList();
  }

  private static String figure(PeriodSums sums, String period, Group group) {
    return sums.sum(period, group).map(Figures::exact).orElse("–");
  }

  static String top(Charts charts) {
    if (charts.top().isEmpty()) {
      return NOTHING;
    }
    return BarTable.html(
        "The biggest " + charts.top().size() + ", by the sum of " + charts.measure(),
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
