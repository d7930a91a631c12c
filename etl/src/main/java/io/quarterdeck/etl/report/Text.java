package io.quarterdeck.etl.report;

/** How texts stand in the report. */
final class Text {
  private Text() {}

  /** Text for an element or a quoted attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** The name of a group as people see it: one of blanks alone would be invisible. */
  static String visible(String name) {
    return name.isBlank() ? "(blank)" : name;
  }
}
