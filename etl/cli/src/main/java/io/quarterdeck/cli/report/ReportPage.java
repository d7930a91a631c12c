package io.quarterdeck.cli.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The report: one HTML page that loads no other resources. The policy of the page (Content Security
 * Policy Level 3, W3C) allows only its own script and style sheet, which it names by their digests.
 * A text of a dataset can therefore not run as a script, and the page sends no request.
 *
 * @param stack the name of the stack
 * @param parts the parts of the page, in their order
 * @param toolVersion the version of Quarterdeck
 * @param made the time of the report
 */
public record ReportPage(String stack, List<Part> parts, String toolVersion, Instant made) {
  static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  /** A part of the page: a system, or the platform. */
  public record Part(String title, String subtitle, List<Section> sections) {
    /** Returns the part about a system. */
    public static Part of(SystemReport system) {
      return new Part(system.title(), system.subtitle(), system.sections());
    }
  }

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang='en'>
      <head>
      <meta charset='utf-8'>
      <meta http-equiv='Content-Security-Policy' content="%1$s">
      <meta name='viewport' content='width=device-width, initial-scale=1'>
      <meta name='color-scheme' content='light dark'>
      <link rel='icon' href='data:,'>
      <title>Quarterdeck report: %2$s</title>
      <style>%3$s</style>
      </head>
      <body%4$s>
      <a class='skip' href='#content'>Skip to the content</a>
      <header><h1>Quarterdeck report: %2$s</h1><p>Made %5$s by Quarterdeck %6$s</p></header>
      <div class='columns'>
      <nav aria-label='Contents'><ul>
      %7$s</ul></nav>
      <main id='content'>
      <div id='live' class='live' role='status' hidden></div>
      <noscript><p class='notice'>Without JavaScript, the page shows no column charts, and tables cannot be sorted or filtered. The tables contain all figures.</p></noscript>
      %8$s</main>
      </div>
      <script>%9$s</script>
      </body>
      </html>
      """;

  /** Returns the HTML of a file, to be written as UTF-8. */
  public String html() {
    return html("'none'", "");
  }

  /**
   * Returns the HTML of a page that {@link ReportServer} serves. It is loaded again when something
   * changes.
   *
   * @param version the version of the results on the page, a word of letters and digits
   */
  String liveHtml(String version) {
    return html("'self'", " data-live='events?version=" + version + "'");
  }

  private String html(String connections, String live) {
    StringBuilder navigation = new StringBuilder();
    StringBuilder content = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      add(parts.get(i), "part" + (i + 1), navigation, content);
    }
    return PAGE.formatted(
        policy(connections),
        Text.escape(stack),
        PageAssets.STYLE,
        live,
        MOMENT.format(made),
        Text.escape(toolVersion),
        navigation,
        content,
        PageAssets.SCRIPT);
  }

  private static String policy(String connections) {
    return "default-src 'none'; script-src '%s'; style-src '%s'; img-src data:; connect-src %s; base-uri 'none'; form-action 'none'"
        .formatted(
            PageAssets.digest(PageAssets.SCRIPT), PageAssets.digest(PageAssets.STYLE), connections);
  }

  private static void add(Part part, String id, StringBuilder navigation, StringBuilder content) {
    List<String> links = new ArrayList<>();
    content.append(
        "<section id='%1$s' aria-labelledby='%1$s-title'><h2 id='%1$s-title'>%2$s</h2>%3$s\n"
            .formatted(id, Text.escape(part.title()), subtitle(part.subtitle())));
    for (int i = 0; i < part.sections().size(); i++) {
      Section section = part.sections().get(i);
      String anchor = String.format(Locale.ROOT, "%s-%d", id, i + 1);
      links.add(link(anchor, section.title()) + "</li>");
      content.append(
          "<section id='%1$s'><h3 id='%1$s-title'>%2$s</h3>\n%3$s</section>\n"
              .formatted(anchor, Text.escape(section.title()), section.html()));
    }
    content.append("</section>\n");
    navigation.append(
        "%s<ul>%s</ul></li>\n".formatted(link(id, part.title()), String.join("", links)));
  }

  private static String link(String anchor, String title) {
    return "<li><a href='#%s'>%s</a>".formatted(anchor, Text.escape(title));
  }

  private static String subtitle(String subtitle) {
    return subtitle.isEmpty() ? "" : "<p class='subtitle'>" + Text.escape(subtitle) + "</p>";
  }
}
