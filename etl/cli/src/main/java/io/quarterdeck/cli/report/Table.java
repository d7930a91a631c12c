package io.quarterdeck.cli.report;

import java.util.List;

/**
 * An HTML table that scrolls separately from narrow pages. The first entry of each row is its
 * header.
 */
final class Table {
  /** A cell: its CSS class, and its content as HTML. */
  record Entry(String kind, String html) {
    static Entry text(String text) {
      return new Entry("text", Text.escape(text));
    }

    static Entry number(String figure) {
      return new Entry("number", Text.escape(figure));
    }

    /** Returns a highlighted cell. */
    static Entry warning(String text) {
      return new Entry("warning", Text.escape(text));
    }
  }

  private Table() {}

  static String html(String caption, List<Entry> heads, List<List<Entry>> rows) {
    String head = String.join("", heads.stream().map(entry -> head(entry, "col")).toList());
    return shell(caption, "<thead><tr>" + head + "</tr></thead>" + body(rows));
  }

  /** Returns a table with row headers only. */
  static String facts(String caption, List<List<Entry>> rows) {
    return shell(caption, body(rows));
  }

  private static String shell(String caption, String content) {
    String name = Text.escape(caption);
    return "<div class='scroll' tabindex='0' role='region' aria-label='%s'><table><caption>%s</caption>%s</table></div>"
        .formatted(name, name, content);
  }

  private static String body(List<List<Entry>> rows) {
    return "<tbody>" + String.join("\n", rows.stream().map(Table::row).toList()) + "</tbody>";
  }

  private static String row(List<Entry> row) {
    StringBuilder html = new StringBuilder("<tr>").append(head(row.get(0), "row"));
    for (Entry entry : row.subList(1, row.size())) {
      html.append("<td class='%s'>%s</td>".formatted(entry.kind(), entry.html()));
    }
    return html.append("</tr>").toString();
  }

  private static String head(Entry entry, String scope) {
    return "<th scope='%s' class='%s'>%s</th>".formatted(scope, entry.kind(), entry.html());
  }
}
