package io.quarterdeck.loader.stream;

import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.EventField;
import io.quarterdeck.loader.dataset.EventShape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One field of an event in Spark SQL.
 *
 * @param field the field
 * @param path the expression of its raw value
 * @param label its name in messages
 * @param depth the number of arrays around the field
 */
record FieldSql(EventField field, String path, String label, int depth) {
  /** More digits than any number of a dataset, so that a number is never rounded unnoticed. */
  private static final String RAW_DECIMAL = "DECIMAL(38, 18)";

  private static final String SHOWN = "40";
  private static final String OFFSET = "^[0-9]{4}-.*T.*(Z|[+-][0-9]{2}:[0-9]{2})$";
  private static final String DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

  static FieldSql of(EventField field, String event) {
    return new FieldSql(field, event + "." + SqlText.name(field.name()), field.name(), 0);
  }

  /** Returns the type with which Spark reads the JSON value. */
  String rawType() {
    if (field.shape() instanceof EventShape.Scalar scalar) {
      return switch (scalar.type().kind()) {
        case TEXT, DATE, TIMESTAMP -> "STRING";
        case DECIMAL -> RAW_DECIMAL;
        case INTEGER, BIGINT, DOUBLE, BOOLEAN -> SqlText.type(scalar.type());
      };
    }
    String struct =
        children().stream()
            .map(child -> SqlText.name(child.field.name()) + ": " + child.rawType())
            .collect(Collectors.joining(", ", "STRUCT<", ">"));
    return field.shape() instanceof EventShape.Repeated ? "ARRAY<" + struct + ">" : struct;
  }

  /** Returns the value in the type of the dataset; null if it does not have this type. */
  String typed() {
    if (field.shape() instanceof EventShape.Scalar scalar) {
      return typed(scalar.type());
    }
    String struct =
        children().stream()
            .map(child -> SqlText.literal(child.field.name()) + ", " + child.typed())
            .collect(Collectors.joining(", ", "named_struct(", ")"));
    return field.shape() instanceof EventShape.Repeated
        ? "transform(" + path + ", " + element() + " -> " + struct + ")"
        : "CASE WHEN " + path + " IS NOT NULL THEN " + struct + " END";
  }

  private String typed(ColumnType type) {
    return switch (type.kind()) {
      case TEXT, INTEGER, BIGINT, DOUBLE, BOOLEAN -> path;
      case DECIMAL ->
          "CASE WHEN try_cast(%1$s AS %2$s) = %1$s THEN try_cast(%1$s AS %2$s) END"
              .formatted(path, SqlText.type(type));
      case DATE ->
          "CASE WHEN %1$s RLIKE %2$s THEN try_cast(%1$s AS DATE) END"
              .formatted(path, SqlText.literal(DATE));
      case TIMESTAMP ->
          "CASE WHEN %1$s RLIKE %2$s THEN try_cast(%1$s AS TIMESTAMP) END"
              .formatted(path, SqlText.literal(OFFSET));
    };
  }

  /** Returns expressions that are a text about a problem of the value, or null. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!field.nullable()) {
      problems.add(when(path + " IS NULL", SqlText.literal(label + " is missing")));
    }
    if (field.shape() instanceof EventShape.Scalar scalar) {
      problems.add(
          when(
              path + " IS NOT NULL AND " + typed() + " IS NULL",
              found("; expected " + scalar.type().sql())));
      field.min().ifPresent(min -> problems.add(outside("<", min, "at least")));
      field.max().ifPresent(max -> problems.add(outside(">", max, "at most")));
    } else if (field.shape() instanceof EventShape.Group) {
      String inner = first(children());
      problems.add("CASE WHEN " + path + " IS NOT NULL THEN " + inner + " END");
    } else {
      problems.add(
          "try_element_at(array_compact(transform(%s, %s -> %s)), 1)"
              .formatted(path, element(), first(children())));
    }
    return problems;
  }

  private String outside(String than, BigDecimal limit, String expected) {
    return when(
        typed() + " " + than + " " + limit.toPlainString(),
        found("; expected " + expected + " " + limit.toPlainString()));
  }

  private String found(String rest) {
    return "concat(%s, left(CAST(%s AS STRING), %s), %s)"
        .formatted(SqlText.literal(label + " is '"), path, SHOWN, SqlText.literal("'" + rest));
  }

  private static String when(String condition, String text) {
    return "CASE WHEN " + condition + " THEN " + text + " END";
  }

  /** Returns the first problem of several fields. */
  private static String first(List<FieldSql> fields) {
    List<String> all = fields.stream().flatMap(each -> each.problems().stream()).toList();
    return "coalesce(" + String.join(", ", all) + ")";
  }

  private List<FieldSql> children() {
    List<EventField> fields =
        field.shape() instanceof EventShape.Group group
            ? group.fields()
            : ((EventShape.Repeated) field.shape()).fields();
    boolean repeated = field.shape() instanceof EventShape.Repeated;
    String parent = repeated ? element() : path;
    return fields.stream()
        .map(
            child ->
                new FieldSql(
                    child,
                    parent + "." + SqlText.name(child.name()),
                    label + "." + child.name(),
                    repeated ? depth + 1 : depth))
        .toList();
  }

  private String element() {
    return "each" + depth;
  }
}
