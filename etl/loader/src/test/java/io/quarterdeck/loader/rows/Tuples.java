package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.Dataset;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Decodes binary COPY tuples as described in PostgreSQL's documentation. */
final class Tuples {
  /** A tuple with the values in the types of the dataset. */
  record Row(long loadId, long line, List<Object> values) {
    /** The values as text, and null as null. */
    String text() {
      return values.stream().map(String::valueOf).collect(Collectors.joining("|"));
    }
  }

  private Tuples() {}

  static List<Row> decode(byte[] bytes, Dataset dataset) {
    List<Row> rows = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    while (in.hasRemaining()) {
      if (in.getShort() != 2 + dataset.columns().size() || in.getInt() != 8) {
        throw new AssertionError("not a tuple before byte " + in.position());
      }
      long loadId = in.getLong();
      if (in.getInt() != 8) {
        throw new AssertionError("no line at byte " + in.position());
      }
      long line = in.getLong();
      List<Object> values = new ArrayList<>();
      for (Column column : dataset.columns()) {
        values.add(value(in, column.type()));
      }
      rows.add(new Row(loadId, line, values));
    }
    rows.sort(Comparator.comparingLong(Row::line));
    return rows;
  }

  private static Object value(ByteBuffer in, ColumnType type) {
    int length = in.getInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    ByteBuffer value = ByteBuffer.wrap(bytes);
    Object result = value(value, type, bytes);
    if (value.hasRemaining()) {
      throw new AssertionError(
          "a value of " + type + " has too many bytes: " + Arrays.toString(bytes));
    }
    return result;
  }

  private static Object value(ByteBuffer value, ColumnType type, byte[] bytes) {
    return switch (type.kind()) {
      case TEXT -> {
        value.position(bytes.length);
        yield new String(bytes, StandardCharsets.UTF_8);
      }
      case INTEGER -> value.getInt();
      case BIGINT -> value.getLong();
      case DECIMAL -> numeric(value);
      case DOUBLE -> value.getDouble();
      case BOOLEAN -> value.get() == 1;
      case DATE -> LocalDate.of(2000, 1, 1).plusDays(value.getInt());
      case TIMESTAMP -> LocalDateTime.of(2000, 1, 1, 0, 0).plus(value.getLong(), ChronoUnit.MICROS);
    };
  }

  /** Decodes digits of base 10,000 like numeric_recv in PostgreSQL's numeric.c. */
  static BigDecimal numeric(ByteBuffer value) {
    int digits = value.getShort();
    int weight = value.getShort();
    int sign = value.getShort();
    int scale = value.getShort();
    BigDecimal sum = BigDecimal.ZERO;
    for (int index = 0; index < digits; index++) {
      int digit = value.getShort();
      if (digit < 0 || digit > 9999) {
        throw new AssertionError("no digit of base 10,000: " + digit);
      }
      sum = sum.add(new BigDecimal(BigInteger.valueOf(digit), -4 * (weight - index)));
    }
    BigDecimal exact = sum.setScale(scale);
    return sign == 0 ? exact : exact.negate();
  }
}
