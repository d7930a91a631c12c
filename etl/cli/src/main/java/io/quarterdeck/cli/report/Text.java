package io.quarterdeck.cli.report;

/** Formats text for the report. */
final class Text {
  private Text() {}

  /** Escapes text for an element or a quoted attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Returns a visible name for groups whose name is blank. */
  static String visible(String name) {
    return name.isBlank() ? "(blank)" : name;
  }
}
