package io.quarterdeck.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Formats numbers for the report. */
final class Figures {
  private static final List<String> UNITS = List.of("", " k", " m", " bn", " tn");
  private static final MathContext BRIEF = new MathContext(3, RoundingMode.HALF_UP);

  private Figures() {}

  static String exact(long number) {
    return exact(BigDecimal.valueOf(number));
  }

  /** Returns all digits, in groups of three before the decimal point. */
  static String exact(BigDecimal number) {
    DecimalFormat format = format("#,##0");
    format.setMinimumFractionDigits(Math.max(0, number.scale()));
    return format.format(number);
  }

  /**
   * Returns three digits and a unit, for example 12.3 bn. Whole numbers below a thousand have no
   * unit.
   */
  static String brief(BigDecimal number) {
    BigDecimal rounded = number.round(BRIEF);
    int unit = unit(rounded);
    if (unit <= 0 || unit >= UNITS.size()) {
      return tick(number);
    }
    return exact(rounded.movePointLeft(3 * unit).setScale(2 - exponent(rounded) % 3))
        + UNITS.get(unit);
  }

  /** Returns the number as {@link #brief} does, without trailing zeros, for example 50 bn. */
  static String tick(BigDecimal number) {
    BigDecimal rounded = number.round(BRIEF);
    int unit = Math.max(0, unit(rounded));
    if (unit >= UNITS.size() || (rounded.signum() != 0 && exponent(rounded) < -3)) {
      return format("0.##E0").format(rounded);
    }
    BigDecimal shown = rounded.movePointLeft(3 * unit).stripTrailingZeros();
    return exact(shown.setScale(Math.max(0, shown.scale()))) + UNITS.get(unit);
  }

  private static int unit(BigDecimal rounded) {
    return rounded.signum() == 0 ? 0 : Math.floorDiv(exponent(rounded), 3);
  }

  /** Returns at least two decimal places and at least six significant digits. */
  static String rounded(BigDecimal number) {
    int digits = Math.max(6, exponent(number) + 3);
    BigDecimal rounded = number.round(new MathContext(digits, RoundingMode.HALF_UP));
    return exact(rounded.setScale(Math.max(2, rounded.scale()), RoundingMode.UNNECESSARY));
  }

  /** Returns a percentage with one decimal place, without the sign. */
  static String percent(BigDecimal percentage) {
    return exact(percentage.setScale(1, RoundingMode.HALF_UP));
  }

  static String duration(Duration duration) {
    if (duration.compareTo(Duration.ofMinutes(2)) < 0) {
      return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
    return String.format(
        Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
  }

  /** Returns the decimal exponent of the first digit. */
  static int exponent(BigDecimal number) {
    return number.precision() - number.scale() - 1;
  }

  private static DecimalFormat format(String pattern) {
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMaximumFractionDigits(Integer.MAX_VALUE);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }
}
