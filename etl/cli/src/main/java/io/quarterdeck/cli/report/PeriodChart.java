package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.PeriodSums.Group;
import io.quarterdeck.cli.terminal.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A chart with a column for each period, stacked by group. Negative values are below zero. The
 * script of the page draws it with uPlot from the data in the attribute {@code data-chart}.
 */
final class PeriodChart {
  /** Values above ten to this power are drawn as multiples of a power of ten. */
  private static final int LARGEST_EXPONENT = 300;

  private PeriodChart() {}

  /**
   * Returns the chart and its legend.
   *
   * @param id the id of the chart, which is unique on the page
   * @param sums at least one period
   */
  static String html(String id, String title, PeriodSums sums) {
    return legend(sums.groups())
        + "<div class='chart' id='%s' role='img' tabindex='0' aria-label='%s' data-chart='%s'></div>"
            .formatted(
                id, Text.escape(title + ". " + description(sums)), Text.escape(data(sums).text()));
  }

  private static String description(PeriodSums sums) {
    List<String> periods = sums.periods();
    return "Stacked columns for %s to %s. The exact figures are in the table that follows."
        .formatted(periods.get(0), periods.get(periods.size() - 1));
  }

  private static String legend(List<Group> groups) {
    if (groups.size() == 1) {
      return "";
    }
    StringBuilder list = new StringBuilder("<ul class='legend'>");
    for (Group group : groups) {
      list.append(
          "<li><svg class='swatch' aria-hidden='true'><rect class='%s' width='100%%' height='100%%'/></svg>%s</li>"
              .formatted(group.kind(), Text.escape(Text.visible(group.name()))));
    }
    return list.append("</ul>").toString();
  }

  private static JsonObject data(PeriodSums sums) {
    int shift = shift(sums);
    return new JsonObject()
        .with("periods", sums.periods())
        .with("shift", shift)
        .with("totals", sums.periods().stream().map(sums::total).map(Figures::exact).toList())
        .with("series", sums.groups().stream().map(group -> series(sums, group, shift)).toList());
  }

  private static JsonObject series(PeriodSums sums, Group group, int shift) {
    List<Optional<BigDecimal>> values =
        sums.periods().stream().map(period -> sums.sum(period, group)).toList();
    return new JsonObject()
        .with("name", Text.visible(group.name()))
        .with("kind", group.kind())
        .with("values", values.stream().map(value -> drawn(value, shift)).toList())
        .with("texts", values.stream().map(value -> value.map(Figures::exact)).toList());
  }

  private static Optional<Double> drawn(Optional<BigDecimal> value, int shift) {
    return value.map(exact -> exact.movePointLeft(shift).doubleValue());
  }

  private static int shift(PeriodSums sums) {
    int exponent =
        sums.periods().stream()
            .flatMap(period -> sums.groups().stream().flatMap(g -> sums.sum(period, g).stream()))
            .filter(value -> value.signum() != 0)
            .mapToInt(Figures::exponent)
            .max()
            .orElse(0);
    return exponent > LARGEST_EXPONENT ? exponent : 0;
  }
}
