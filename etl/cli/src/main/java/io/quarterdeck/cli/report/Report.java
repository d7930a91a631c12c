package io.quarterdeck.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Creates the report, one HTML file that loads no other resources. Stateless. */
public final class Report {
  static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private static final String STYLE = style();

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang='en'>
      <head>
      <meta charset='utf-8'>
      <meta name='viewport' content='width=device-width, initial-scale=1'>
      <title>%1$s: %2$s</title>
      <style>
      %3$s</style>
      </head>
      <body>
      <header><h1>%1$s</h1><p>%4$s</p></header>
      <main>
      %5$s</main>
      <footer>Made by Quarterdeck %6$s, %7$s</footer>
      </body>
      </html>
      """;

  private Report() {}

  /** Returns the HTML, to be written as UTF-8. */
  public static String html(ReportData data) {
    ReportData.Loaded load = data.loaded();
    String sections =
        section("What was loaded", LoadSection.html(load))
            + section("Data quality", QualitySection.html(data.quality()))
            + data.charts().map(Report::charts).orElse("")
            + section("Timings", PlaceSection.timings(data.steps()))
            + section("Where everything is", PlaceSection.places(data.places()));
    return page(
        load.dataset(),
        "load " + load.loadId(),
        "Load %d of %s".formatted(load.loadId(), load.file()),
        sections,
        data.toolVersion(),
        data.made());
  }

  /**
   * Returns a page.
   *
   * @param name the heading
   * @param title follows the heading in the title of the window
   * @param subtitle the line below the heading
   * @param sections the HTML of the sections
   * @param toolVersion the version of Quarterdeck
   * @param made the time of the report
   */
  static String page(
      String name,
      String title,
      String subtitle,
      String sections,
      String toolVersion,
      Instant made) {
    return PAGE.formatted(
        Text.escape(name),
        Text.escape(title),
        STYLE,
        Text.escape(subtitle),
        sections,
        Text.escape(toolVersion),
        MOMENT.format(made));
  }

  private static String charts(ReportData.Charts charts) {
    String byPeriod = "Sum of " + charts.measure() + " by period and " + charts.group();
    String top = charts.topGroup() + " by " + charts.measure();
    return section(byPeriod, ChartSection.byPeriod("chart", byPeriod, charts))
        + section("Top " + top, ChartSection.top(charts));
  }

  static String section(String title, String content) {
    return "<section><h2>%s</h2>\n%s</section>\n".formatted(Text.escape(title), content);
  }

  private static String style() {
    try (InputStream style = Report.class.getResourceAsStream("report.css")) {
      return new String(style.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
