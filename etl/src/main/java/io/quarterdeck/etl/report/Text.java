package io.quarterdeck.etl.report;

import java.math.BigDecimal;
import java.util.Locale;

/** How texts and numbers stand in the report. */
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

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A sum in short, for instance 12.3 bn. */
  static String brief(BigDecimal number) {
    double size = Math.abs(number.doubleValue());
    if (size >= 1e9) {
      return String.format(Locale.ROOT, "%,.1f bn", number.doubleValue() / 1e9);
    }
    if (size >= 1e6) {
      return String.format(Locale.ROOT, "%.1f m", number.doubleValue() / 1e6);
    }
    return String.format(Locale.ROOT, "%,.0f", number.doubleValue());
  }
}
