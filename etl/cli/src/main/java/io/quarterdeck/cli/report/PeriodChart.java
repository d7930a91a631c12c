package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.PeriodSums.Group;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A chart with a column for each period, stacked by group. Negative values are below zero.
 * Horizontal positions are percentages and vertical positions are pixels, so that text keeps its
 * size on small screens.
 */
final class PeriodChart {
  private static final int TOP = 20;
  private static final int HEIGHT = 300;
  private static final int FOOT = 28;

  /** The number of labels that fit side by side on a wide screen and on a phone. */
  private static final int WIDE = 12;

  private static final int NARROW = 5;

  /** With more columns than this, there is no gap between the parts of a column. */
  private static final int APART = 40;

  private final PeriodSums sums;
  private final Scale scale;
  private final double slot;
  private final double width;
  private final StringBuilder svg = new StringBuilder();

  private PeriodChart(PeriodSums sums) {
    this.sums = sums;
    List<String> periods = sums.periods();
    scale =
        Scale.of(
            periods.stream().map(sums::below).reduce(BigDecimal.ZERO, BigDecimal::min),
            periods.stream().map(sums::above).reduce(BigDecimal.ZERO, BigDecimal::max));
    slot = 100.0 / periods.size();
    width = Math.min(slot * 0.7, 16);
  }

  /**
   * Returns the chart and its legend.
   *
   * @param id the id of the chart, which is unique on the page
   * @param sums at least one period
   */
  static String html(String id, String title, PeriodSums sums) {
    PeriodChart chart = new PeriodChart(sums);
    chart.axis();
    for (int i = 0; i < sums.periods().size(); i++) {
      chart.column(i);
    }
    chart.line("zero", BigDecimal.ZERO);
    return "%1$s<div class='chart'><svg class='periods%2$s' role='img' aria-labelledby='%3$s-title %3$s-desc' height='%4$d'><title id='%3$s-title'>%5$s</title><desc id='%3$s-desc'>%6$s</desc>%7$s</svg></div>"
        .formatted(
            legend(sums.groups()),
            sums.periods().size() > APART ? " dense" : "",
            id,
            TOP + HEIGHT + FOOT,
            Text.escape(title),
            Text.escape(description(sums)),
            chart.svg);
  }

  private static String description(PeriodSums sums) {
    List<String> periods = sums.periods();
    return "Stacked columns for %s to %s. The exact figures are in the table that follows."
        .formatted(periods.get(0), periods.get(periods.size() - 1));
  }

  private static String legend(List<Group> groups) {
    StringBuilder list = new StringBuilder("<ul class='legend'>");
    for (Group group : groups) {
      list.append(
          "<li><svg class='swatch' aria-hidden='true'><rect class='%s' width='100%%' height='100%%'/></svg>%s</li>"
              .formatted(group.kind(), Text.escape(Text.visible(group.name()))));
    }
    return list.append("</ul>").toString();
  }

  private void axis() {
    for (BigDecimal tick : scale.ticks()) {
      line("grid", tick);
      text("-8", y(tick) + 4, "tick", Figures.tick(tick));
    }
  }

  private void column(int index) {
    String period = sums.periods().get(index);
    BigDecimal above = BigDecimal.ZERO;
    BigDecimal below = BigDecimal.ZERO;
    for (Group group : sums.groups()) {
      BigDecimal sum = sums.sum(period, group).orElse(BigDecimal.ZERO);
      if (sum.signum() > 0) {
        part(index, group, sum, above, above.add(sum));
        above = above.add(sum);
      } else if (sum.signum() < 0) {
        part(index, group, sum, below.add(sum), below);
        below = below.add(sum);
      }
    }
    String center = percent(center(index));
    String total = sums.periods().size() <= NARROW ? "total" : "total wide";
    if (sums.periods().size() <= WIDE) {
      text(center, y(above) - 6, total, Figures.brief(sums.total(period)));
    }
    text(center, TOP + HEIGHT + 20, "period" + labelled(index), period);
  }

  private void part(int index, Group group, BigDecimal sum, BigDecimal from, BigDecimal to) {
    append(
        "<rect class='%s' x='%s' y='%.1f' width='%s' height='%.1f'><title>%s</title></rect>",
        group.kind(),
        percent(center(index) - width / 2),
        y(to),
        percent(width),
        y(from) - y(to),
        Text.escape(
            "%s, %s: %s"
                .formatted(
                    sums.periods().get(index), Text.visible(group.name()), Figures.exact(sum))));
  }

  /**
   * Returns the style of a label. Labels that would overlap are hidden, some of them only on
   * phones.
   */
  private String labelled(int index) {
    int wide = every(sums.periods().size(), WIDE);
    int narrow = wide * every(every(sums.periods().size(), wide), NARROW);
    if (index % narrow == 0) {
      return "";
    }
    return index % wide == 0 ? " wide" : " never";
  }

  /** Returns the step n such that labelling every n-th item yields at most {@code fit} labels. */
  private static int every(int count, int fit) {
    return (count + fit - 1) / fit;
  }

  private void line(String kind, BigDecimal value) {
    append("<line class='%s' x2='100%%' y1='%.1f' y2='%.1f'/>", kind, y(value), y(value));
  }

  private void text(String x, double y, String kind, String text) {
    if (!kind.endsWith(" never")) {
      append("<text class='%s' x='%s' y='%.1f'>%s</text>", kind, x, y, Text.escape(text));
    }
  }

  private double center(int index) {
    return (index + 0.5) * slot;
  }

  private double y(BigDecimal value) {
    return TOP + (1 - scale.place(value)) * HEIGHT;
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }

  private void append(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
