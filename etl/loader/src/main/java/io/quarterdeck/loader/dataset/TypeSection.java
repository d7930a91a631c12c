package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parses {@code type: …} and {@code format: …} of a column. */
final class TypeSection {
  private static final String DEFAULT_DATE = "yyyy-MM-dd";
  private static final String DEFAULT_TIMESTAMP = "yyyy-MM-dd HH:mm:ss[.SSSSSS]";

  private static final String EXPECTED =
      Arrays.stream(ColumnKind.values())
          .map(ColumnKind::notation)
          .collect(Collectors.joining(", ", "one of ", ""));
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\( *([0-9]{1,6}) *, *([0-9]{1,6}) *\\)");

  /** The maximum declared precision of {@code numeric} in PostgreSQL. */
  private static final int MAXIMUM_PRECISION = 1000;

  private TypeSection() {}

  /** Parses the type. Empty if there was a problem. */
  static Optional<ColumnType> read(YamlSection column) {
    Optional<YamlValue> field = column.required("type");
    Optional<String> name = field.flatMap(type -> type.text(EXPECTED));
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<ColumnKind> kind = kind(name.get());
    Optional<YamlValue> format = column.field("format");
    if (format.isPresent() && kind.filter(ColumnKind::isMoment).isEmpty()) {
      format.get().problem("none: only date and timestamp columns have a format");
    }
    if (kind.isEmpty()) {
      field.get().problem(EXPECTED);
      return Optional.empty();
    }
    Optional<YamlValue> zone = column.field("timezone");
    if (zone.isPresent() && kind.get() != ColumnKind.TIMESTAMP) {
      zone.get().problem("none: only timestamp columns have a time zone");
    }
    Optional<String> zoneId =
        kind.get() == ColumnKind.TIMESTAMP ? zone.flatMap(ScheduleSection::zone) : Optional.empty();
    return type(kind.get(), field.get(), name.get(), format).map(type -> inZone(type, zoneId));
  }

  private static ColumnType inZone(ColumnType type, Optional<String> zone) {
    return type instanceof ColumnType.Timestamp moment
        ? new ColumnType.Timestamp(moment.format(), zone)
        : type;
  }

  /** Returns the kind of a type as a dataset file writes it. */
  private static Optional<ColumnKind> kind(String name) {
    return Arrays.stream(ColumnKind.values())
        .filter(
            kind ->
                kind == ColumnKind.DECIMAL
                    ? DECIMAL.matcher(name).matches()
                    : kind.notation().equals(name))
        .findFirst();
  }

  private static Optional<ColumnType> type(
      ColumnKind kind, YamlValue field, String name, Optional<YamlValue> format) {
    return switch (kind) {
      case TEXT -> Optional.of(new ColumnType.Text());
      case INTEGER -> Optional.of(new ColumnType.Int());
      case BIGINT -> Optional.of(new ColumnType.BigInt());
      case DECIMAL -> decimal(field, name);
      case DOUBLE -> Optional.of(new ColumnType.Float64());
      case BOOLEAN -> Optional.of(new ColumnType.Bool());
      case DATE ->
          format.map(DateFormat::date).orElse(Optional.of(DEFAULT_DATE)).map(ColumnType.Date::new);
      case TIMESTAMP ->
          format
              .map(DateFormat::timestamp)
              .orElse(Optional.of(DEFAULT_TIMESTAMP))
              .map(ColumnType.Timestamp::new);
    };
  }

  private static Optional<ColumnType> decimal(YamlValue field, String name) {
    Matcher matcher = DECIMAL.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(name);
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
