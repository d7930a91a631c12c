package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.profile.ColumnStatistics;
import io.quarterdeck.loader.profile.DecimalStatistics;
import io.quarterdeck.loader.profile.LongStatistics;
import io.quarterdeck.loader.reject.RejectReason;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Encodes decimals in plain notation: an optional sign, and digits with an optional point. Values
 * are not rounded: digits beyond the scale are refused unless they are zeros.
 */
final class DecimalEncoder extends ColumnEncoder {
  /** A number with this many digits always fits into a long. */
  private static final int SAFE_DIGITS = 18;

  private final Column column;
  private final int precision;
  private final int scale;
  private final boolean fitsLong;
  private final Bounds bounds;
  private final LongStatistics longs;
  private final DecimalStatistics decimals = new DecimalStatistics();
  private final NumericFormat format = new NumericFormat();
  private long units;
  private BigDecimal wide = BigDecimal.ZERO;

  DecimalEncoder(Column column, ColumnType.Decimal type) {
    super(
        "a decimal number"
            + Bounds.words(column)
            + " with at most "
            + (type.precision() - type.scale())
            + " digits before the point and "
            + type.scale()
            + " after it");
    this.column = column;
    this.precision = type.precision();
    this.scale = type.scale();
    this.fitsLong = precision <= SAFE_DIGITS;
    this.bounds = Bounds.of(column, scale, Long.MIN_VALUE, Long.MAX_VALUE);
    this.longs = LongStatistics.ofNumbers(scale);
  }

  @Override
  public int encode(byte[] in, int from, int to, byte[] out, int at) {
    if (!format.parse(in, from, to)) {
      return refuse(RejectReason.NOT_A_NUMBER);
    }
    if (format.wholeDigits() > precision - scale || format.fractionDigits() > scale) {
      return refuse(RejectReason.TOO_MANY_DIGITS);
    }
    if (!withinBounds(in, from, to)) {
      return refuse(RejectReason.OUT_OF_RANGE);
    }
    return format.write(in, scale, out, at);
  }

  private boolean withinBounds(byte[] in, int from, int to) {
    if (fitsLong) {
      units = format.units(in, scale);
      return bounds.hold(units);
    }
    wide =
        new BigDecimal(new String(in, from, to - from, StandardCharsets.US_ASCII)).setScale(scale);
    return column.min().map(min -> wide.compareTo(min) >= 0).orElse(true)
        && column.max().map(max -> wide.compareTo(max) <= 0).orElse(true);
  }

  @Override
  public void count(byte[] out) {
    if (fitsLong) {
      longs.add(units);
    } else {
      decimals.add(wide);
    }
  }

  @Override
  public ColumnStatistics statistics() {
    return fitsLong ? longs : decimals;
  }
}
