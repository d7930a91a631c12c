package io.quarterdeck.jobs.group;

import io.quarterdeck.jobs.source.SparkTypes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;

/** A group of rows in a period. */
public final class Group {
  private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

  private final GroupKey key;
  private final GroupSums sums;

  Group(GroupKey key, GroupSums sums) {
    this.key = key;
    this.sums = sums;
  }

  /** Returns the first day of the period; empty for rows without a date. */
  public Optional<LocalDate> periodStart() {
    return Optional.ofNullable((Integer) key.get(0)).map(Periods::firstDay);
  }

  /**
   * Returns the value of a key as a Java object.
   *
   * @param place the key's index
   * @param type the key's type
   * @return the value; empty for rows without a value
   */
  public Optional<Object> key(int place, DataType type) {
    return Optional.ofNullable(key.get(1 + place)).map(value -> external(value, type));
  }

  /**
   * Returns the sum of a column.
   *
   * @param place the index among the summed columns
   * @param scale the number of the column's digits after the decimal point
   * @return the sum; empty if no row has a value
   */
  public Optional<BigDecimal> sum(int place, int scale) {
    return sums.total(place).value(scale);
  }

  /** The number of rows. */
  public long rows() {
    return sums.rows();
  }

  private static Object external(Object value, DataType type) {
    return switch (SparkTypes.kind(type)) {
      case DATE -> LocalDate.ofEpochDay((Integer) value);
      case TIMESTAMP -> timestamp((Long) value);
      case DECIMAL -> ((Decimal) value).toJavaBigDecimal();
      case TEXT -> value.toString();
      case INTEGER, BIGINT, DOUBLE, BOOLEAN -> value;
    };
  }

  private static LocalDateTime timestamp(long microseconds) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(microseconds, SECOND),
        Math.toIntExact(TimeUnit.MICROSECONDS.toNanos(Math.floorMod(microseconds, SECOND))),
        ZoneOffset.UTC);
  }
}
