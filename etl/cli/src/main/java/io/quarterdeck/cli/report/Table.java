package io.quarterdeck.cli.report;

import java.math.BigDecimal;
import java.util.List;

/**
 * An HTML table that scrolls separately from narrow pages. The first entry of each row is its
 * header. The script of the page sorts and filters tables with column headers.
 */
final class Table {
  /**
   * A cell.
   *
   * @param kind its CSS class
   * @param html its content as HTML
   * @param key the number by which the script sorts it; empty to sort by the text
   */
  record Entry(String kind, String html, String key) {
    Entry(String kind, String html) {
      this(kind, html, "");
    }

    static Entry text(String text) {
      return new Entry("text", Text.escape(text));
    }

    static Entry code(String text) {
      return new Entry("code", Text.escape(text));
    }

    /** Returns a name, such as a type or a code, that does not wrap. */
    static Entry name(String text) {
      return new Entry("type", Text.escape(text));
    }

    /** Returns a sentence, for which a column needs more space. */
    static Entry prose(String text) {
      return new Entry("long", Text.escape(text));
    }

    static Entry number(String figure) {
      return new Entry("number", Text.escape(figure));
    }

    /** Returns a figure that is sorted by a number, such as a time by its milliseconds. */
    static Entry number(String figure, BigDecimal key) {
      return new Entry("number", Text.escape(figure), key.toPlainString());
    }

    /** Returns a highlighted cell. */
    static Entry warning(String text) {
      return new Entry("warning", Text.escape(text));
    }

    /** Returns a link to another page. */
    static Entry link(String text, String address) {
      return new Entry(
          "text",
          "<a href='%s' rel='noreferrer'>%s</a>"
              .formatted(Text.escape(address), Text.escape(text)));
    }
  }

  private Table() {}

  static String html(String caption, List<Entry> heads, List<List<Entry>> rows) {
    return shell(caption, "sortable", headRow(heads) + body(rows));
  }

  /** Returns a table whose last row is not sorted. */
  static String withTotals(String caption, List<Entry> heads, List<List<Entry>> rows) {
    int last = rows.size() - 1;
    return shell(
        caption,
        "sortable",
        headRow(heads)
            + body(rows.subList(0, last))
            + "<tfoot>"
            + row(rows.get(last))
            + "</tfoot>");
  }

  /** Returns a table with row headers only. */
  static String facts(String caption, List<List<Entry>> rows) {
    return shell(caption, "facts", body(rows));
  }

  private static String headRow(List<Entry> heads) {
    return "<thead><tr>"
        + String.join("", heads.stream().map(entry -> head(entry, "col")).toList())
        + "</tr></thead>";
  }

  private static String shell(String caption, String kind, String content) {
    String name = Text.escape(caption);
    return "<div class='scroll' tabindex='0' role='group' aria-label='%s'><table class='%s'><caption>%s</caption>%s</table></div>"
        .formatted(name, kind, name, content);
  }

  private static String body(List<List<Entry>> rows) {
    return "<tbody>" + String.join("\n", rows.stream().map(Table::row).toList()) + "</tbody>";
  }

  private static String row(List<Entry> row) {
    StringBuilder html = new StringBuilder("<tr>").append(head(row.get(0), "row"));
    for (Entry entry : row.subList(1, row.size())) {
      html.append("<td class='%s'%s>%s</td>".formatted(entry.kind(), key(entry), entry.html()));
    }
    return html.append("</tr>").toString();
  }

  private static String head(Entry entry, String scope) {
    return "<th scope='%s' class='%s'%s>%s</th>"
        .formatted(scope, entry.kind(), key(entry), entry.html());
  }

  private static String key(Entry entry) {
    return entry.key().isEmpty() ? "" : " data-key='" + entry.key() + "'";
  }
}
