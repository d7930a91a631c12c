package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.PeriodSums.Group;
import io.quarterdeck.cli.report.ReportData.Charts;
import io.quarterdeck.cli.report.Table.Entry;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The change of the sums from one period with rows to the next. The table names both periods,
 * because a period without rows is left out.
 */
final class ChangeSection {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private ChangeSection() {}

  static String html(String id, Charts charts) {
    PeriodSums sums = PeriodSums.of(charts.byPeriod());
    if (sums.periods().size() < 2) {
      return "<p class='note'>There is no second period to compare with.</p>";
    }
    String title = "Change of the sum of " + charts.measure() + " from the previous period";
    List<ReportData.Cell> changes = new ArrayList<>();
    List<List<Entry>> rows = new ArrayList<>();
    for (int i = 1; i < sums.periods().size(); i++) {
      String before = sums.periods().get(i - 1);
      String period = sums.periods().get(i);
      BigDecimal change = sums.total(period).subtract(sums.total(before));
      changes.add(new ReportData.Cell(period, "Change", change));
      rows.add(row(sums, before, period));
    }
    return "<figure>%s<details%s><summary>Exact figures</summary>%s</details></figure>"
        .formatted(
            PeriodChart.html(id, title, PeriodSums.of(changes)),
            rows.size() <= 12 ? " open" : "",
            Table.html(title, heads(sums), rows));
  }

  private static List<Entry> heads(PeriodSums sums) {
    List<Entry> heads = new ArrayList<>();
    heads.add(Entry.text("Period"));
    heads.add(Entry.text("Compared with"));
    heads.add(Entry.number("Change"));
    heads.add(Entry.number("Change in %"));
    if (sums.groups().size() > 1) {
      sums.groups().forEach(group -> heads.add(Entry.number(Text.visible(group.name()) + " in %")));
    }
    return heads;
  }

  private static List<Entry> row(PeriodSums sums, String before, String period) {
    List<Entry> row = new ArrayList<>();
    row.add(Entry.text(period));
    row.add(Entry.text(before));
    BigDecimal earlier = sums.total(before);
    BigDecimal later = sums.total(period);
    row.add(Entry.number(signed(later.subtract(earlier), Figures.exact(later.subtract(earlier)))));
    row.add(percent(Optional.of(earlier), Optional.of(later)));
    if (sums.groups().size() > 1) {
      for (Group group : sums.groups()) {
        row.add(percent(sums.sum(before, group), sums.sum(period, group)));
      }
    }
    return row;
  }

  /** Returns a dash if a sum is missing or the earlier sum is zero. */
  private static Entry percent(Optional<BigDecimal> earlier, Optional<BigDecimal> later) {
    if (earlier.isEmpty() || later.isEmpty() || earlier.get().signum() == 0) {
      return Entry.number("–");
    }
    BigDecimal change =
        later
            .get()
            .subtract(earlier.get())
            .multiply(HUNDRED)
            .divide(earlier.get().abs(), MathContext.DECIMAL64);
    return Entry.number(signed(change, Figures.percent(change)), change);
  }

  private static String signed(BigDecimal change, String figure) {
    return change.signum() > 0 ? "+" + figure : figure;
  }
}
