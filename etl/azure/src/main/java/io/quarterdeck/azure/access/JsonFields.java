package io.quarterdeck.azure.access;

import com.azure.core.util.BinaryData;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a JSON object for which no library has a model.
 *
 * @param byName the values by name
 */
public record JsonFields(Map<?, ?> byName) {
  private static final JsonFields NONE = new JsonFields(Map.of());

  /**
   * Reads a JSON object. Other content has no fields, for example the page of a proxy.
   *
   * @param json may be null
   */
  public static JsonFields read(BinaryData json) {
    if (json == null) {
      return NONE;
    }
    try (JsonReader reader = JsonProviders.createReader(json.toBytes())) {
      return reader.nextToken() == JsonToken.START_OBJECT ? of(reader.readUntyped()) : NONE;
    } catch (IOException e) {
      return NONE;
    }
  }

  /**
   * Returns the fields of a value that one of Azure's libraries has read. Other values than objects
   * have none.
   */
  public static JsonFields of(Object value) {
    return value instanceof Map<?, ?> object ? new JsonFields(object) : NONE;
  }

  /** Returns the text at a path of fields, if it exists. */
  public Optional<String> text(String... path) {
    return at(path).filter(value -> !(value instanceof Map)).map(String::valueOf);
  }

  /** Returns the items of the list at a path of fields; empty if there is no list. */
  public List<?> items(String... path) {
    return at(path)
        .<List<?>>map(found -> found instanceof List<?> list ? list : List.of())
        .orElseGet(List::of);
  }

  private Optional<Object> at(String... path) {
    Object found = byName;
    for (String name : path) {
      found = found instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return Optional.ofNullable(found);
  }
}
