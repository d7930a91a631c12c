package io.quarterdeck.etl.report;

import io.quarterdeck.etl.report.ReportData.Bar;
import io.quarterdeck.etl.report.ReportData.Charts;
import io.quarterdeck.etl.report.ReportData.Loaded;
import java.util.List;

/** Makes the report: one HTML file that asks for nothing else. Stateless. */
public final class Report {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1b2733;--paper:#fff;--line:#d5dce3;--bar:#0072b2}
      @media(prefers-color-scheme:dark){:root{--ink:#e4eaf0;--paper:#12181f;--line:#34404c;--bar:#56b4e9}}
      body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
      table{border-collapse:collapse;display:block;overflow-x:auto;font-variant-numeric:tabular-nums}
      th,td{text-align:left;padding:.3rem .8rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
      figure{margin:1rem 0}svg{width:100%;height:auto;font-size:14px}svg text{fill:currentColor}svg rect{fill:var(--bar)}
      """;

  private Report() {}

  /** The whole file's text, to be written as UTF-8. */
  public static String html(ReportData data) {
    String title = Text.escape(data.loaded().dataset());
    return "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>%s</title><style>%s</style></head><body><h1>%s</h1>%s%s%s%s%s<footer>Quarterdeck %s, %s</footer></body></html>\n"
        .formatted(
            title,
            STYLE,
            title,
            section("What was loaded", loaded(data.loaded())),
            section("Data quality", quality(data)),
            data.charts().map(Report::charts).orElse(""),
            section(
                "Timings",
                table(
                    data.steps().stream()
                        .map(step -> List.of(step.name(), step.took().toMillis() / 1000.0 + " s"))
                        .toList())),
            section(
                "Where everything is",
                table(
                    data.places().stream()
                        .map(place -> List.of(place.what(), place.where()))
                        .toList())),
            Text.escape(data.toolVersion()),
            data.made());
  }

  private static String loaded(Loaded load) {
    return table(
        List.of(
            List.of("File", load.file()),
            List.of("SHA-256", load.sha256()),
            List.of("Load", Long.toString(load.loadId())),
            List.of("Rows read", Text.number(load.rowsRead())),
            List.of("Rows loaded", Text.number(load.rowsLoaded())),
            List.of("Rows rejected", Text.number(load.rowsRejected())),
            List.of("Duplicates", load.duplicates().map(Text::number).orElse("not counted")),
            List.of("Started", load.started().toString()),
            List.of("Finished", load.finished().toString())));
  }

  private static String quality(ReportData data) {
    StringBuilder rows =
        new StringBuilder(
            "<table><tr><th>Column</th><th>Type</th><th>Nulls</th><th>Distinct (approximately)</th><th>Min</th><th>Max</th><th>Mean</th></tr>");
    for (ReportData.Quality column : data.quality()) {
      rows.append(
          row(
              List.of(
                  column.column(),
                  column.type(),
                  Text.number(column.nulls()),
                  Text.number(column.distinctApproximately()),
                  column.min().orElse(""),
                  column.max().orElse(""),
                  column.mean().orElse(""))));
    }
    return rows.append("</table>").toString();
  }

  private static String charts(Charts charts) {
    String byPeriod = charts.measure() + " by period and " + charts.group();
    String top = "Top " + charts.topGroup() + " by " + charts.measure();
    List<Bar> cells =
        charts.byPeriod().stream()
            .map(cell -> new Bar(cell.period() + " " + cell.group(), cell.sum()))
            .toList();
    return section(byPeriod, BarChart.html(byPeriod, cells))
        + section(top, BarChart.html(top, charts.top()));
  }

  private static String section(String title, String content) {
    return "<section><h2>" + Text.escape(title) + "</h2>" + content + "</section>";
  }

  private static String table(List<List<String>> rows) {
    return "<table>" + String.join("", rows.stream().map(Report::row).toList()) + "</table>";
  }

  private static String row(List<String> cells) {
    return "<tr><td>"
        + String.join("</td><td>", cells.stream().map(Text::escape).toList())
        + "</td></tr>";
  }
}
