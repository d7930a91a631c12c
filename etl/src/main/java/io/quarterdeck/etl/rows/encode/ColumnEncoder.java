package io.quarterdeck.etl.rows.encode;

import io.quarterdeck.etl.dataset.Column;
import io.quarterdeck.etl.dataset.ColumnType;
import io.quarterdeck.etl.rows.profile.ColumnStatistics;
import io.quarterdeck.etl.rows.reject.RejectReason;

/**
 * Checks the values of one column, writes them in PostgreSQL's binary send format, and counts those
 * of the rows that stay. One worker has one of its own per column.
 */
public abstract class ColumnEncoder {
  /** What {@link #encode} returns for a value that does not fit. */
  public static final int REFUSED = -1;

  private final String expected;
  private RejectReason reason = RejectReason.VALUE_MISSING;

  ColumnEncoder(String expected) {
    this.expected = expected;
  }

  /** An encoder for a column. */
  public static ColumnEncoder of(Column column) {
    ColumnType type = column.type();
    if (type instanceof ColumnType.Text) {
      return new TextEncoder();
    } else if (type instanceof ColumnType.Int) {
      return new IntegerEncoder(column, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.BYTES);
    } else if (type instanceof ColumnType.BigInt) {
      return new IntegerEncoder(column, Long.MIN_VALUE, Long.MAX_VALUE, Long.BYTES);
    } else if (type instanceof ColumnType.Decimal decimal) {
      return new DecimalEncoder(column, decimal);
    } else if (type instanceof ColumnType.Float64) {
      return new DoubleEncoder(column);
    } else if (type instanceof ColumnType.Bool) {
      return new BooleanEncoder();
    } else if (type instanceof ColumnType.Date date) {
      return new DateEncoder(date.format());
    } else if (type instanceof ColumnType.Timestamp timestamp) {
      return new TimestampEncoder(timestamp.format());
    }
    throw new IllegalStateException("no encoder for " + type);
  }

  /**
   * Writes a value's length and bytes: at most 20 bytes more than the value has in the file.
   *
   * @return the index after it, or {@link #REFUSED}, and then {@link #reason} says why
   */
  public abstract int encode(byte[] in, int from, int to, byte[] out, int at);

  /** Counts the value that was encoded last: its row stays. */
  public abstract void count(byte[] out);

  /** What was counted. */
  public abstract ColumnStatistics statistics();

  /** What the column wants, for a reject. */
  public final String expected() {
    return expected;
  }

  /** Why the last value was refused. */
  public final RejectReason reason() {
    return reason;
  }

  final int refuse(RejectReason why) {
    reason = why;
    return REFUSED;
  }
}
