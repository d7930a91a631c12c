package io.quarterdeck.etl.review;

/** Text that may hold anything, made safe for a comment. */
final class Markdown {
  private Markdown() {}

  /** As code within a table's cell or a line. */
  static String code(String text) {
    return "`" + text.replace("`", "'").replace("|", "\\|").replaceAll("\\s+", " ") + "`";
  }
}
