package io.quarterdeck.cli.newdataset;

import java.util.regex.Pattern;

/** The ways in which programs write numbers, in the order in which they are preferred. */
enum NumberForm {
  PLAIN("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?", '.', ""),
  COMMA_GROUPS("[+-]?\\d{1,3}(,\\d{3})*(\\.\\d*)?|[+-]?\\d+(\\.\\d*)?", '.', ","),
  DECIMAL_COMMA("[+-]?\\d+(,\\d*)?", ',', ""),
  POINT_GROUPS("[+-]?\\d{1,3}(\\.\\d{3})*(,\\d*)?|[+-]?\\d+(,\\d*)?", ',', "."),
  SPACE_GROUPS("[+-]?\\d{1,3}([ \\u00A0\\u202F]\\d{3})*(\\.\\d*)?|[+-]?\\d+(\\.\\d*)?", '.', " "),
  SPACE_GROUPS_COMMA("[+-]?\\d{1,3}([ \\u00A0\\u202F]\\d{3})*(,\\d*)?|[+-]?\\d+(,\\d*)?", ',', " "),
  APOSTROPHE_GROUPS("[+-]?\\d{1,3}(['\\u2019]\\d{3})*(\\.\\d*)?|[+-]?\\d+(\\.\\d*)?", '.', "'");

  private final Pattern pattern;
  private final char decimal;
  private final String thousands;

  NumberForm(String pattern, char decimal, String thousands) {
    this.pattern = Pattern.compile(pattern);
    this.decimal = decimal;
    this.thousands = thousands;
  }

  boolean fits(String text) {
    return pattern.matcher(text).matches();
  }

  /** The character before the fraction. */
  char decimal() {
    return decimal;
  }

  /** The character between groups of digits, or an empty text. */
  String thousands() {
    return thousands;
  }

  /** The number with a decimal point and without groups. */
  String plain(String text) {
    StringBuilder plain = new StringBuilder();
    for (int index = 0; index < text.length(); index++) {
      char single = text.charAt(index);
      if (single == decimal) {
        plain.append('.');
      } else if ((single >= '0' && single <= '9') || "+-eE".indexOf(single) >= 0) {
        plain.append(single);
      }
    }
    return plain.toString();
  }
}
