package io.quarterdeck.local.databricks.shape;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** An object with known fields, some of them required. Immutable. */
public final class ObjectShape implements JsonShape {
  private final Map<String, JsonShape> fields;
  private final Set<String> required;

  private ObjectShape(Map<String, JsonShape> fields, Set<String> required) {
    this.fields = fields;
    this.required = required;
  }

  /** Returns an object without fields. */
  public static ObjectShape object() {
    return new ObjectShape(Map.of(), Set.of());
  }

  /** Returns this shape with a required field. */
  public ObjectShape needs(String name, JsonShape shape) {
    Set<String> more = new LinkedHashSet<>(required);
    more.add(name);
    return new ObjectShape(with(name, shape), more);
  }

  /** Returns this shape with an optional field. */
  public ObjectShape may(String name, JsonShape shape) {
    return new ObjectShape(with(name, shape), required);
  }

  /** Returns this shape with all fields optional, for a partial change. */
  public ObjectShape partial() {
    return new ObjectShape(fields, Set.of());
  }

  /** Returns the names of the fields. */
  public Set<String> names() {
    return fields.keySet();
  }

  /** Validates a whole request. */
  public JsonObject check(JsonObject request) {
    check("", request);
    return request;
  }

  @Override
  public void check(String path, JsonElement value) {
    if (!value.isJsonObject()) {
      throw Shapes.wrong(path, value, "an object");
    }
    JsonObject object = value.getAsJsonObject();
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      JsonShape shape = fields.get(entry.getKey());
      if (shape == null) {
        throw Shapes.unknown(at(path, entry.getKey()), fields.keySet());
      }
      shape.check(at(path, entry.getKey()), entry.getValue());
    }
    for (String name : required) {
      if (!object.has(name)) {
        throw Shapes.absent(at(path, name));
      }
    }
  }

  private Map<String, JsonShape> with(String name, JsonShape shape) {
    Map<String, JsonShape> more = new LinkedHashMap<>(fields);
    more.put(name, shape);
    return more;
  }

  private static String at(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
