package io.quarterdeck.local.databricks.shape;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** An object with known fields, some of them required. Immutable. */
public final class ObjectShape implements Shape {
  private final Map<String, Shape> fields;
  private final Set<String> required;

  private ObjectShape(Map<String, Shape> fields, Set<String> required) {
    this.fields = fields;
    this.required = required;
  }

  /** An object without fields, to be given some. */
  public static ObjectShape object() {
    return new ObjectShape(Map.of(), Set.of());
  }

  /** The same with a field that must be there. */
  public ObjectShape needs(String name, Shape shape) {
    Set<String> more = new LinkedHashSet<>(required);
    more.add(name);
    return new ObjectShape(with(name, shape), more);
  }

  /** The same with a field that may be there. */
  public ObjectShape may(String name, Shape shape) {
    return new ObjectShape(with(name, shape), required);
  }

  /** The same with no field required: for a change that names some of them. */
  public ObjectShape partial() {
    return new ObjectShape(fields, Set.of());
  }

  /** The names of the fields. */
  public Set<String> names() {
    return fields.keySet();
  }

  /** Looks at a whole request. */
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
      Shape shape = fields.get(entry.getKey());
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

  private Map<String, Shape> with(String name, Shape shape) {
    Map<String, Shape> more = new LinkedHashMap<>(fields);
    more.put(name, shape);
    return more;
  }

  private static String at(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
