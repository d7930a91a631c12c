package io.quarterdeck.cli.ci;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON as maps, lists, strings, booleans and null. Numbers are read as strings. */
final class Json {
  private Json() {}

  static Object read(JsonParser parser) throws IOException {
    return value(parser, parser.nextToken());
  }

  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      return object(parser);
    }
    if (token == JsonToken.START_ARRAY) {
      return array(parser);
    }
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return parser.getBooleanValue();
    }
    return token == null || token == JsonToken.VALUE_NULL ? null : parser.getText();
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      object.put(name, value(parser, parser.nextToken()));
    }
    return object;
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> array = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token));
    }
    return array;
  }

  /** Returns the object with this name, or an empty one. */
  static Map<?, ?> object(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof Map<?, ?> object ? object : Map.of();
  }

  /** Returns the list with this name, or an empty one. */
  static List<?> list(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof List<?> list ? list : List.of();
  }

  /** Returns the text with this name, or an empty one. */
  static String text(Map<?, ?> parent, String name) {
    return parent.get(name) instanceof String text ? text : "";
  }
}
