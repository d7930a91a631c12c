package io.quarterdeck.local.arm.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.util.Map;

/** JSON and the plain maps, lists and values that the provider reckons with. */
public final class Json {
  static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create();

  private Json() {}

  /** Numbers become doubles, as the engine has them. */
  @SuppressWarnings("unchecked") // A JSON object's keys are names.
  public static Map<String, Object> map(JsonObject object) {
    return (Map<String, Object>) GSON.fromJson(object, Map.class);
  }

  /** A map of maps, lists, texts, numbers and flags as JSON. */
  public static JsonObject object(Map<String, Object> map) {
    return GSON.toJsonTree(map).getAsJsonObject();
  }
}
