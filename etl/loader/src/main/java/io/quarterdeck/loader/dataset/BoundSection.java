package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parses {@code min: …} and {@code max: …} of a column. */
final class BoundSection {
  /**
   * Exponents have at most three digits, because larger ones need much memory and no type holds the
   * number.
   */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]{1,1000}(\\.[0-9]{1,1000})?([eE][+-]?[0-9]{1,3})?");

  private static final BigDecimal LARGEST_DOUBLE = BigDecimal.valueOf(Double.MAX_VALUE);

  record Bounds(Optional<BigDecimal> min, Optional<BigDecimal> max) {}

  private BoundSection() {}

  static Bounds read(YamlSection column, ColumnType type) {
    Optional<BigDecimal> min = column.field("min").flatMap(field -> bound(field, type));
    Optional<BigDecimal> max = column.field("max").flatMap(field -> bound(field, type));
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      column.field("max").get().problem("at least min, which is " + min.get().toPlainString());
    }
    return new Bounds(min, max);
  }

  private static Optional<BigDecimal> bound(YamlValue field, ColumnType type) {
    if (!type.kind().isNumber()) {
      field.problem("none: only columns of numbers have min and max");
      return Optional.empty();
    }
    Optional<String> text = field.text("a number");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!NUMBER.matcher(text.get()).matches()) {
      field.problem("a number");
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(text.get());
    if (!fits(value, type)) {
      field.problem("a number that fits " + type.sql());
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private static boolean fits(BigDecimal value, ColumnType type) {
    BigDecimal plain = value.stripTrailingZeros();
    return switch (type.kind()) {
      case INTEGER -> whole(plain, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> whole(plain, Long.MIN_VALUE, Long.MAX_VALUE);
      case DECIMAL -> fits(plain, (ColumnType.Decimal) type);
      case DOUBLE -> plain.abs().compareTo(LARGEST_DOUBLE) <= 0;
      case TEXT, BOOLEAN, DATE, TIMESTAMP -> false;
    };
  }

  private static boolean fits(BigDecimal plain, ColumnType.Decimal type) {
    int before = plain.precision() - plain.scale();
    return plain.signum() == 0
        || (plain.scale() <= type.scale() && before <= type.precision() - type.scale());
  }

  private static boolean whole(BigDecimal plain, long smallest, long largest) {
    return plain.scale() <= 0
        && plain.compareTo(BigDecimal.valueOf(smallest)) >= 0
        && plain.compareTo(BigDecimal.valueOf(largest)) <= 0;
  }
}
