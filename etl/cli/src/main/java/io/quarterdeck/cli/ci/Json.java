package io.quarterdeck.cli.ci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads JSON as maps, lists, strings, numbers, booleans and null. */
final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private Json() {}

  static Object read(byte[] json) throws IOException {
    return MAPPER.readValue(json, Object.class);
  }

  /** Returns a value that consists of maps, lists and scalars as JSON. */
  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write JSON: expected maps, lists and scalars", e);
    }
  }

  /** Returns the object with this name; empty if there is none. */
  static Map<?, ?> object(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> object ? object : Map.of();
  }

  /** Returns the list with this name; empty if there is none. */
  static List<?> list(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof List<?> list ? list : List.of();
  }

  /** Returns the string or number with this name as a string; empty if there is none. */
  static String text(Map<?, ?> parent, String name) {
    Object value = parent.get(name);
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }
}
