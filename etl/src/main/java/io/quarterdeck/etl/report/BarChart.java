package io.quarterdeck.etl.report;

import io.quarterdeck.etl.report.ReportData.Bar;
import java.util.List;
import java.util.Locale;

/** Horizontal bars as SVG, with the same figures as a table. */
final class BarChart {
  private static final int WIDTH = 720;
  private static final int ROW = 26;
  private static final int LABEL = 220;
  private static final int ROOM = 390;

  private BarChart() {}

  static String html(String title, List<Bar> bars) {
    double longest =
        bars.stream().mapToDouble(bar -> Math.abs(bar.sum().doubleValue())).max().orElse(0);
    StringBuilder svg = new StringBuilder();
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double width = longest == 0 ? 0 : Math.abs(bar.sum().doubleValue()) / longest * ROOM;
      String name = Text.escape(bar.name());
      String sum = Text.brief(bar.sum());
      int middle = i * ROW + 17;
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x='%d' y='%d' text-anchor='end'>%s</text><rect x='%d' y='%d' width='%.1f' height='18' rx='2'/><text x='%.1f' y='%d'>%s</text>",
              LABEL - 8,
              middle,
              name,
              LABEL,
              i * ROW + 4,
              width,
              LABEL + width + 6,
              middle,
              sum));
      rows.append("<tr><td>" + name + "</td><td>" + bar.sum().toPlainString() + "</td></tr>");
    }
    return "<figure><svg role='img' viewBox='0 0 %d %d'><title>%s</title><desc>Bars; the figures are in the table that follows.</desc>%s</svg><details><summary>Figures</summary><table>%s</table></details></figure>"
        .formatted(WIDTH, Math.max(ROW, bars.size() * ROW), Text.escape(title), svg, rows);
  }
}
