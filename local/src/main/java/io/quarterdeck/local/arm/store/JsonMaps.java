package io.quarterdeck.local.arm.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts between JSON and the maps, lists and values that the provider uses. */
public final class JsonMaps {
  static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create();

  private static final Gson WHOLE_NUMBERS =
      new GsonBuilder().setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).create();

  private JsonMaps() {}

  /** Returns the object as a map. Numbers become doubles, as in the engine. */
  @SuppressWarnings("unchecked") // The keys of a JSON object are strings.
  public static Map<String, Object> map(JsonObject object) {
    return (Map<String, Object>) GSON.fromJson(object, Map.class);
  }

  /** Returns the object as the body of a request: whole numbers are integers. */
  public static Map<String, Object> body(JsonObject object) {
    return WHOLE_NUMBERS.fromJson(object, new TypeToken<Map<String, Object>>() {}.getType());
  }

  /** Returns a copy that can be changed; an empty map if the value is not an object. */
  public static Map<String, Object> copy(Object value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> object) {
      object.forEach((key, each) -> copy.put(key.toString(), each));
    }
    return copy;
  }

  /** Converts a map of maps, lists, strings, numbers and booleans to JSON. */
  public static JsonObject object(Map<String, Object> map) {
    return GSON.toJsonTree(map).getAsJsonObject();
  }
}
