package io.quarterdeck.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Stream;

/**
 * An axis from {@code low} to {@code high} that includes zero and has a tick at each multiple of
 * {@code step}. It uses decimals, so that sums of any size fit.
 */
record Scale(BigDecimal low, BigDecimal high, BigDecimal step) {
  private static final BigDecimal STEPS = BigDecimal.valueOf(5);
  private static final List<BigDecimal> NICE =
      Stream.of("1", "2", "2.5", "5", "10").map(BigDecimal::new).toList();

  /** Returns the axis for values between these two. */
  static Scale of(BigDecimal smallest, BigDecimal biggest) {
    BigDecimal low = smallest.min(BigDecimal.ZERO);
    BigDecimal high = biggest.max(BigDecimal.ZERO);
    if (low.compareTo(high) == 0) {
      return new Scale(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE);
    }
    BigDecimal step = nice(high.subtract(low).divide(STEPS, MathContext.DECIMAL64));
    return new Scale(
        multiple(low, step, RoundingMode.FLOOR), multiple(high, step, RoundingMode.CEILING), step);
  }

  List<BigDecimal> ticks() {
    return Stream.iterate(low, tick -> tick.compareTo(high) <= 0, tick -> tick.add(step)).toList();
  }

  /** Returns the position of a value: 0 at the low end, 1 at the high end. */
  double place(BigDecimal value) {
    return value.subtract(low).divide(high.subtract(low), MathContext.DECIMAL64).doubleValue();
  }

  private static BigDecimal nice(BigDecimal least) {
    int exponent = Figures.exponent(least);
    return NICE.stream()
        .map(factor -> factor.scaleByPowerOfTen(exponent))
        .filter(step -> step.compareTo(least) >= 0)
        .findFirst()
        .orElseThrow();
  }

  private static BigDecimal multiple(BigDecimal value, BigDecimal step, RoundingMode rounding) {
    return value.divide(step, 0, rounding).multiply(step);
  }
}
