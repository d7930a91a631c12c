package io.quarterdeck.local.datafactory.expression;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The functions that an expression can call. Names are compared case-insensitively. */
enum TemplateFunction {
  CONCAT(-1) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(given.stream().map(this::text).collect(Collectors.joining()));
    }
  },
  CREATEARRAY(-1) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      JsonArray list = new JsonArray();
      given.forEach(list::add);
      return list;
    }
  },
  STRING(1) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(
          given.get(0) instanceof JsonPrimitive value
              ? value.getAsString()
              : given.get(0).toString());
    }
  },
  EQUALS(2) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(
          (isNumber(given.get(0)) && isNumber(given.get(1)))
              ? number(given.get(0)).compareTo(number(given.get(1))) == 0
              : given.get(0).equals(given.get(1)));
    }
  },
  GREATER(2) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(number(given.get(0)).compareTo(number(given.get(1))) > 0);
    }
  },
  /** The arguments are evaluated before the call, so an error in either one is an error. */
  IF(3) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return flag(given.get(0)) ? given.get(1) : given.get(2);
    }
  },
  AND(2) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(flag(given.get(0)) && flag(given.get(1)));
    }
  },
  NOT(1) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(!flag(given.get(0)));
    }
  },
  ADD(2) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(number(given.get(0)).add(number(given.get(1))));
    }
  },
  LENGTH(1) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(
          given.get(0) instanceof JsonArray list ? list.size() : text(given.get(0)).length());
    }
  },
  EMPTY(1) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      if (given.get(0) instanceof JsonArray list) {
        return new JsonPrimitive(list.isEmpty());
      }
      return new JsonPrimitive(
          given.get(0) instanceof JsonObject object
              ? object.size() == 0
              : text(given.get(0)).isEmpty());
    }
  },
  UTCNOW(0) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(ROUND_TRIP.format(now));
    }
  },
  ADDDAYS(2) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(
          ROUND_TRIP.format(
              time(given.get(0)).plusDays(number(given.get(1)).longValueExact()).toInstant()));
    }
  },
  ADDSECONDS(2) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      return new JsonPrimitive(
          ROUND_TRIP.format(
              time(given.get(0)).plusSeconds(number(given.get(1)).longValueExact()).toInstant()));
    }
  },
  FORMATDATETIME(2) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      String format = text(given.get(1));
      if (!format.matches("[-/:. ]*((yyyy|MM|dd|HH|mm|ss)[-/:. ]*)+")) {
        throw invalid(given.get(1), "a format of yyyy, MM, dd, HH, mm and ss");
      }
      return new JsonPrimitive(
          DateTimeFormatter.ofPattern(format, Locale.ROOT).format(time(given.get(0))));
    }
  },
  DAYOFWEEK(1) {
    @Override
    JsonElement apply(List<JsonElement> given, Instant now) {
      DayOfWeek day = time(given.get(0)).getDayOfWeek();
      // Sunday is 0.
      return new JsonPrimitive(day.getValue() % 7);
    }
  };

  /** The format of {@code utcnow()} without an argument. */
  private static final DateTimeFormatter ROUND_TRIP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The functions whose value depends on the place of the expression. */
  private static final Set<String> ROOTS =
      Set.of("pipeline", "activity", "item", "dataset", "trigger");

  private final int arity;

  /**
   * @param arity the number of arguments; negative if any number is permitted
   */
  TemplateFunction(int arity) {
    this.arity = arity;
  }

  abstract JsonElement apply(List<JsonElement> given, Instant now);

  static Optional<TemplateFunction> of(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equalsIgnoreCase(name)).findFirst();
  }

  static void requireKnown(String name, String expression) {
    if (!ROOTS.contains(name) && of(name).isEmpty()) {
      throw new TemplateError(
          "The function '%s' in the expression '%s' is not supported on the local stack."
              .formatted(name, expression));
    }
  }

  JsonElement call(List<JsonElement> given, Instant now) {
    if (arity >= 0 && given.size() != arity) {
      throw new TemplateError(
          "The template function '%s' expects %d parameters, but was invoked with %d."
              .formatted(title(), arity, given.size()));
    }
    return apply(given, now);
  }

  private String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  String text(JsonElement value) {
    if (value instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw invalid(value, "a string");
  }

  boolean flag(JsonElement value) {
    if (value instanceof JsonPrimitive flag && flag.isBoolean()) {
      return flag.getAsBoolean();
    }
    throw invalid(value, "a boolean");
  }

  static boolean isNumber(JsonElement value) {
    return value instanceof JsonPrimitive number && number.isNumber();
  }

  BigDecimal number(JsonElement value) {
    if (isNumber(value)) {
      return value.getAsBigDecimal();
    }
    throw invalid(value, "a number");
  }

  /** A date without a time means midnight in UTC. */
  OffsetDateTime time(JsonElement value) {
    String text = text(value);
    try {
      return text.length() == "yyyy-MM-dd".length()
          ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
          : OffsetDateTime.parse(text);
    } catch (DateTimeParseException e) {
      throw invalid(value, "a timestamp");
    }
  }

  TemplateError invalid(JsonElement found, String expected) {
    return new TemplateError(
        "The template function '%s' was invoked with the invalid parameter %s; expected %s."
            .formatted(title(), found, expected));
  }
}
