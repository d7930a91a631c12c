package io.quarterdeck.loader.dataset;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses {@code type: …} and {@code format: …} of a column. */
final class TypeSection {
  private static final String DEFAULT_DATE = "yyyy-MM-dd";
  private static final String DEFAULT_TIMESTAMP = "yyyy-MM-dd HH:mm:ss[.SSSSSS]";

  private static final List<String> NAMES =
      List.of(
          "text", "integer", "bigint", "decimal(p,s)", "double", "boolean", "date", "timestamp");
  private static final String EXPECTED = "one of " + String.join(", ", NAMES);
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\( *([0-9]{1,6}) *, *([0-9]{1,6}) *\\)");

  /** The maximum declared precision of {@code numeric} in PostgreSQL. */
  private static final int MAXIMUM_PRECISION = 1000;

  private TypeSection() {}

  /** Parses the type. Empty if there was a problem. */
  static Optional<ColumnType> read(Section column) {
    Optional<Field> field = column.required("type");
    Optional<String> name = field.flatMap(type -> type.text(EXPECTED));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Field> format = column.field("format");
    boolean formatted = name.get().equals("date") || name.get().equals("timestamp");
    if (format.isPresent() && !formatted) {
      format.get().problem("none: only date and timestamp columns have a format");
    }
    return type(field.get(), name.get(), format);
  }

  private static Optional<ColumnType> type(Field field, String name, Optional<Field> format) {
    return switch (name) {
      case "text" -> Optional.of(new ColumnType.Text());
      case "integer" -> Optional.of(new ColumnType.Int());
      case "bigint" -> Optional.of(new ColumnType.BigInt());
      case "double" -> Optional.of(new ColumnType.Float64());
      case "boolean" -> Optional.of(new ColumnType.Bool());
      case "date" ->
          format.map(DateFormat::date).orElse(Optional.of(DEFAULT_DATE)).map(ColumnType.Date::new);
      case "timestamp" ->
          format
              .map(DateFormat::timestamp)
              .orElse(Optional.of(DEFAULT_TIMESTAMP))
              .map(ColumnType.Timestamp::new);
      default -> decimal(field, name);
    };
  }

  private static Optional<ColumnType> decimal(Field field, String name) {
    Matcher matcher = DECIMAL.matcher(name);
    if (!matcher.matches()) {
      field.problem(EXPECTED);
      return Optional.empty();
    }
    int precision = Integer.parseInt(matcher.group(1));
    int scale = Integer.parseInt(matcher.group(2));
    if (precision < 1 || precision > MAXIMUM_PRECISION || scale > precision) {
      field.problem("decimal(p,s) with p from 1 to 1000 and s from 0 to p");
      return Optional.empty();
    }
    return Optional.of(new ColumnType.Decimal(precision, scale));
  }
}
