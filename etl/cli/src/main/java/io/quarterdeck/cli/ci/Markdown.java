package io.quarterdeck.cli.ci;

/** Escapes arbitrary text for a comment. */
final class Markdown {
  private Markdown() {}

  /** Returns the text as code for a table cell or a line. */
  static String code(String text) {
    return "`" + text.replace("`", "'").replace("|", "\\|").replaceAll("\\s+", " ") + "`";
  }
}
