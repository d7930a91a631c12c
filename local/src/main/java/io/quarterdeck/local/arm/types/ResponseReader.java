package io.quarterdeck.local.arm.types;

import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts an answer of Resource Manager to the values that the provider returns to the engine. */
public final class ResponseReader {
  private final ArmType type;

  private ResponseReader(ArmType type) {
    this.type = type;
  }

  /**
   * Returns the outputs of the resource: flattened, renamed, and restricted to the properties of
   * the SDK.
   */
  public static Map<String, Object> state(ResourceShape resource, Map<String, Object> body) {
    ResponseReader answer = new ResponseReader(resource.type());
    Map<String, Object> flat = new LinkedHashMap<>();
    body.forEach(
        (key, value) -> {
          boolean flattens =
              key.equals("properties") && !resource.outputs().all().containsKey("properties");
          if (flattens && value instanceof Map<?, ?> properties) {
            properties.forEach((name, entry) -> answer.put(flat, "", name.toString(), entry));
          } else {
            answer.put(flat, "", key, value);
          }
        });
    flat.put("azureApiVersion", resource.type().apiVersion());
    flat.keySet().retainAll(resource.outputs().all().keySet());
    return flat;
  }

  /** Returns the inputs that would produce this state, without the names in the path. */
  public static Map<String, Object> inputs(ResourceShape resource, Map<String, Object> state) {
    return object(resource.inputs(), state);
  }

  /** Returns the names in the id of a resource; empty if the id does not belong to the type. */
  public static Map<String, Object> names(ArmType type, String id) {
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    Matcher braces = Pattern.compile("\\{(\\w+)}").matcher(type.path());
    while (braces.find()) {
      boolean scope = braces.start() == 0;
      pattern
          .append(Pattern.quote(type.path().substring(end, braces.start())))
          .append(scope ? "(.+)" : "([^/]+)");
      end = braces.end();
    }
    pattern.append(Pattern.quote(type.path().substring(end)));
    Matcher names = Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE).matcher(id);
    Map<String, Object> found = new LinkedHashMap<>();
    if (names.matches()) {
      List<String> inputs = type.pathInputs();
      for (int i = 0; i < inputs.size(); i++) {
        found.put(inputs.get(i), names.group(i + 1));
      }
    }
    return found;
  }

  private void put(Map<String, Object> into, String at, String armName, Object value) {
    String name = sdkName(at, armName);
    String path = at.isEmpty() ? name : at + "." + name;
    into.put(name, translate(path, value));
  }

  private String sdkName(String at, String armName) {
    String prefix = at.isEmpty() ? "" : at + ".";
    return type.renames().entrySet().stream()
        .filter(rename -> rename.getValue().equals(armName))
        .map(Map.Entry::getKey)
        .filter(path -> path.startsWith(prefix) && path.indexOf('.', prefix.length()) < 0)
        .map(path -> path.substring(prefix.length()))
        .findFirst()
        .orElse(armName);
  }

  private Object translate(String at, Object value) {
    if (value instanceof List<?> list) {
      List<Object> translated = new ArrayList<>();
      list.forEach(entry -> translated.add(translate(at, entry)));
      return translated;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, Object> translated = new LinkedHashMap<>();
    map.forEach(
        (key, entry) -> {
          if (type.nested().containsKey(at)
              && key.equals(type.nestedName(at))
              && entry instanceof Map<?, ?> properties) {
            properties.forEach((name, inner) -> put(translated, at, name.toString(), inner));
          } else {
            put(translated, at, key.toString(), entry);
          }
        });
    return translated;
  }

  private static Map<String, Object> object(ShapeFields fields, Map<?, ?> state) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    state.forEach(
        (key, value) ->
            fields
                .find(key.toString())
                .ifPresent(
                    field -> {
                      if (value != null) {
                        inputs.put(key.toString(), input(field.shape(), value));
                      }
                    }));
    return inputs;
  }

  private static Object input(Shape shape, Object value) {
    if (shape instanceof Shape.Nested nested && value instanceof Map<?, ?> map) {
      return object(nested.fields(), map);
    }
    if (shape instanceof Shape.Many many) {
      List<Object> inputs = new ArrayList<>();
      if (value instanceof Map<?, ?> map) {
        // Identities are a list of ids in the request and a map in the answer.
        inputs.addAll(map.keySet());
      } else if (value instanceof List<?> list) {
        list.forEach(entry -> inputs.add(input(many.item(), entry)));
      }
      return inputs;
    }
    if (shape instanceof Shape.Dictionary free && value instanceof Map<?, ?> map) {
      Map<String, Object> inputs = new LinkedHashMap<>();
      map.forEach((key, entry) -> inputs.put(key.toString(), input(free.value(), entry)));
      return inputs;
    }
    return value;
  }
}
