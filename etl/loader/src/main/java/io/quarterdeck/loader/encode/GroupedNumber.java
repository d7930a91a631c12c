package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.dataset.NumberStyle;
import java.util.Optional;

/**
 * Converts numbers of a style to numbers with a decimal point and without separators.
 *
 * @param style how the numbers are written
 */
record GroupedNumber(NumberStyle style) {
  private static final int GROUP = 3;

  /**
   * The plain form of a number. Text that is no number stays as it is, for the encoder to refuse.
   * Empty if separators are at wrong places, or the point is not the decimal character.
   */
  Optional<String> plain(String text) {
    if (style.equals(NumberStyle.PLAIN)) {
      return Optional.of(text);
    }
    int point = text.indexOf(style.decimal());
    String whole = point < 0 ? text : text.substring(0, point);
    String fraction = point < 0 ? "" : text.substring(point + 1);
    Optional<String> ungrouped =
        style.thousands().map(c -> ungrouped(whole, c)).orElse(Optional.of(whole));
    if (ungrouped.isEmpty() || holdsOther(ungrouped.get()) || holdsOther(fraction)) {
      return Optional.empty();
    }
    return Optional.of(point < 0 ? ungrouped.get() : ungrouped.get() + "." + fraction);
  }

  private static boolean holdsOther(String text) {
    return text.indexOf('.') >= 0 || text.indexOf(',') >= 0;
  }

  /** Removes the separators, if all groups but the first have three digits. */
  private static Optional<String> ungrouped(String whole, char separator) {
    StringBuilder digits = new StringBuilder(whole.length());
    int group = 0;
    boolean grouped = false;
    for (int index = 0; index < whole.length(); index++) {
      char single = whole.charAt(index);
      if (isSeparator(single, separator)) {
        if (group == 0 || group > GROUP || (grouped && group != GROUP)) {
          return Optional.empty();
        }
        grouped = true;
        group = 0;
      } else {
        digits.append(single);
        group += single >= '0' && single <= '9' ? 1 : 0;
      }
    }
    return grouped && group != GROUP ? Optional.empty() : Optional.of(digits.toString());
  }

  /**
   * Programs write a space also as a no-break space, and an apostrophe also as a quotation mark.
   */
  private static boolean isSeparator(char single, char separator) {
    return single == separator
        || (separator == ' ' && (single == '\u00A0' || single == '\u202F'))
        || (separator == '\'' && single == '\u2019');
  }
}
