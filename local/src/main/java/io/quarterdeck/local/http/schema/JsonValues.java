package io.quarterdeck.local.http.schema;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the elements of a JSON request. */
public enum JsonValues implements ValueReader {
  /** A field that is null has the value null, which only {@link Shape.Anything} permits. */
  NULL_IS_A_VALUE {
    @Override
    public boolean isAbsent(Object value) {
      return value == null;
    }
  },

  /** A field that is null counts as absent. */
  NULL_IS_ABSENT {
    @Override
    public boolean isAbsent(Object value) {
      return value == null || ((JsonElement) value).isJsonNull();
    }
  };

  @Override
  public boolean isUnknown(Object value) {
    return false;
  }

  @Override
  public Optional<Map<String, ?>> object(Object value) {
    return value instanceof JsonObject object ? Optional.of(object.asMap()) : Optional.empty();
  }

  @Override
  public Optional<List<?>> list(Object value) {
    return value instanceof JsonArray list ? Optional.of(list.asList()) : Optional.empty();
  }

  @Override
  public Optional<String> text(Object value) {
    return value instanceof JsonPrimitive primitive && primitive.isString()
        ? Optional.of(primitive.getAsString())
        : Optional.empty();
  }

  @Override
  public Optional<BigDecimal> number(Object value) {
    return value instanceof JsonPrimitive primitive && primitive.isNumber()
        ? Optional.of(primitive.getAsBigDecimal())
        : Optional.empty();
  }

  @Override
  public boolean isFlag(Object value) {
    return value instanceof JsonPrimitive primitive && primitive.isBoolean();
  }
}
