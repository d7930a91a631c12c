package io.quarterdeck.function;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.loader.dataset.ColumnKind;
import io.quarterdeck.loader.dataset.ColumnType;
import io.quarterdeck.loader.dataset.EventField;
import io.quarterdeck.loader.dataset.EventShape;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Compares an event with the fields of its dataset. */
final class EventConformity {
  private final List<String> problems = new ArrayList<>();

  private EventConformity() {}

  /** Returns the differences; none if the event conforms. */
  static List<String> problems(JsonObject event, List<EventField> fields) {
    EventConformity conformity = new EventConformity();
    conformity.check("", event, fields);
    return conformity.problems;
  }

  private void check(String path, JsonObject object, List<EventField> fields) {
    List<String> known = fields.stream().map(EventField::name).toList();
    object.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> problems.add(path + name + " is not in the dataset"));
    for (EventField field : fields) {
      JsonElement value = object.get(field.name());
      if (value == null || value.isJsonNull()) {
        if (!field.nullable()) {
          problems.add(path + field.name() + " is missing");
        }
        continue;
      }
      check(path + field.name(), value, field);
    }
  }

  private void check(String path, JsonElement value, EventField field) {
    if (field.shape() instanceof EventShape.Group group) {
      check(path + ".", value.getAsJsonObject(), group.fields());
    } else if (field.shape() instanceof EventShape.Repeated repeated) {
      value
          .getAsJsonArray()
          .forEach(item -> check(path + "[].", item.getAsJsonObject(), repeated.fields()));
    } else if (field.shape() instanceof EventShape.Scalar scalar) {
      if (!fits(value.getAsJsonPrimitive(), scalar.type())) {
        problems.add(path + " is " + value + ", not " + scalar.type().sql());
      } else if (scalar.type().kind().isNumber() && isOutside(value.getAsBigDecimal(), field)) {
        problems.add(path + " is " + value + ", outside of its range");
      }
    }
  }

  private static boolean isOutside(BigDecimal value, EventField field) {
    return field.min().filter(min -> value.compareTo(min) < 0).isPresent()
        || field.max().filter(max -> value.compareTo(max) > 0).isPresent();
  }

  private static boolean fits(JsonPrimitive value, ColumnType type) {
    ColumnKind kind = type.kind();
    if (kind.isNumber() != value.isNumber()) {
      return false;
    }
    try {
      return switch (kind) {
        case TEXT -> value.isString();
        case BOOLEAN -> value.isBoolean();
        case DATE -> LocalDate.parse(value.getAsString()) != null;
        case TIMESTAMP -> Instant.parse(value.getAsString()) != null;
        case INTEGER -> value.getAsBigDecimal().intValueExact() == value.getAsInt();
        case BIGINT -> value.getAsBigDecimal().longValueExact() == value.getAsLong();
        case DECIMAL -> {
          ColumnType.Decimal decimal = (ColumnType.Decimal) type;
          BigDecimal number = value.getAsBigDecimal();
          yield number.scale() <= decimal.scale()
              && number.precision() - number.scale() <= decimal.precision() - decimal.scale();
        }
        case DOUBLE -> Double.isFinite(value.getAsDouble());
      };
    } catch (DateTimeParseException | ArithmeticException e) {
      return false;
    }
  }
}
