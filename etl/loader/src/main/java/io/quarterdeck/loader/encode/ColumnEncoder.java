package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.FieldText;
import io.quarterdeck.loader.profile.ColumnStatistics;
import io.quarterdeck.loader.reject.RejectReason;
import java.util.List;

/**
 * Validates the values of one column, encodes them in PostgreSQL's binary format, and collects
 * statistics of the accepted rows. Each worker has its own encoder for each column.
 */
public abstract class ColumnEncoder {
  /** The result of {@link #encode} for a value that does not fit. */
  public static final int REFUSED = -1;

  /** The result of {@link #encode} for a value that a transform makes null. */
  public static final int MISSING = -2;

  private final String expected;
  private RejectReason reason = RejectReason.VALUE_MISSING;

  ColumnEncoder(String expected) {
    this.expected = expected;
  }

  /**
   * Creates the encoder of a column.
   *
   * @param nullValues the texts that mean null
   */
  public static ColumnEncoder of(Column column, List<String> nullValues) {
    ColumnEncoder encoder = of(column);
    return column.text().equals(FieldText.AS_IS)
        ? encoder
        : new TransformedEncoder(column, encoder, nullValues);
  }

  /** Creates the encoder of a column whose fields are read as they are. */
  static ColumnEncoder of(Column column) {
    ColumnType type = column.type();
    return switch (type.kind()) {
      case TEXT -> new TextEncoder();
      case INTEGER ->
          new IntegerEncoder(column, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.BYTES);
      case BIGINT -> new IntegerEncoder(column, Long.MIN_VALUE, Long.MAX_VALUE, Long.BYTES);
      case DECIMAL -> new DecimalEncoder(column, (ColumnType.Decimal) type);
      case DOUBLE -> new DoubleEncoder(column);
      case BOOLEAN -> new BooleanEncoder();
      case DATE -> new DateEncoder((ColumnType.Date) type);
      case TIMESTAMP -> new TimestampEncoder((ColumnType.Timestamp) type);
    };
  }

  /**
   * Writes the length and the bytes of a value, at most {@link #mostBytes}.
   *
   * @return the index after the value; {@link #MISSING}; or {@link #REFUSED}, and {@link #reason}
   *     then returns the reason
   */
  public abstract int encode(byte[] in, int from, int to, byte[] out, int at);

  /**
   * The largest number of bytes that an encoded value and its length take.
   *
   * @param valueBytes the length of the value in the file
   */
  public long mostBytes(long valueBytes) {
    return valueBytes + 20;
  }

  /** Adds the last encoded value to the statistics, because its row was accepted. */
  public abstract void count(byte[] out);

  /** The statistics of the accepted values. */
  public abstract ColumnStatistics statistics();

  /** What the column expects, for the reject. */
  public final String expected() {
    return expected;
  }

  /** The reason why the last value was refused. */
  public final RejectReason reason() {
    return reason;
  }

  final int refuse(RejectReason why) {
    reason = why;
    return REFUSED;
  }
}
