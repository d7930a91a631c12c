package io.quarterdeck.local.arm.types;

import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The shape of a resource in the requests and responses of Resource Manager: the properties of the
 * SDK with the names and the nesting of the {@link ArmType}. Immutable and thread-safe.
 *
 * @param writable what a request may contain
 * @param readable what a response contains; a request may contain it too, which has no effect
 */
public record BodyShape(ShapeFields writable, ShapeFields readable) {
  private static final String PROPERTIES = "properties";

  /** The fields of each response ("Resource envelope" of the Resource Manager RPC). */
  private static final Set<String> ENVELOPE = Set.of("id", "name", "type", "etag", "systemData");

  /** Returns the shape of the bodies of a type. */
  public static BodyShape of(ResourceShape resource) {
    return new BodyShape(
        root(resource.type(), resource.inputs(), Set.of()),
        root(resource.type(), resource.outputs(), ENVELOPE));
  }

  /** What to do with fields that are neither writable nor readable. */
  private enum Others {
    DROP,
    KEEP
  }

  /**
   * Returns the request without the fields that Azure computes. Clients send them if they change a
   * response and send it back. Unknown fields remain.
   */
  public Map<String, Object> withoutReadOnly(Map<String, Object> body) {
    Map<String, Object> kept = object(writable, readable, Others.KEEP, body);
    ENVELOPE.stream().filter(name -> writable.find(name).isEmpty()).forEach(kept::remove);
    return kept;
  }

  /** Returns the fields of a response that a request may contain. */
  public Map<String, Object> writable(Map<String, Object> body) {
    return object(writable, readable, Others.DROP, body);
  }

  private static ShapeFields root(ArmType type, ShapeFields inputs, Set<String> envelope) {
    return new ShapeFields(
        inputs.name(),
        () -> {
          Map<String, ShapeFields.Field> top = new TreeMap<>();
          Map<String, ShapeFields.Field> inner = new TreeMap<>();
          inputs
              .all()
              .forEach(
                  (name, field) -> {
                    if (!type.pathInputs().contains(name)) {
                      (isTop(type, name) || envelope.contains(name) ? top : inner)
                          .put(renamed(type, name), translated(type, name, field));
                    }
                  });
          addProperties(top, PROPERTIES, inner, inputs.name() + "Properties");
          return top;
        });
  }

  /** An object named {@code properties} is the envelope itself. */
  private static boolean isTop(ArmType type, String name) {
    return type.topLevel().contains(name) || name.equals(PROPERTIES);
  }

  private static void addProperties(
      Map<String, ShapeFields.Field> object,
      String at,
      Map<String, ShapeFields.Field> inner,
      String name) {
    if (!inner.isEmpty()) {
      boolean required = inner.values().stream().anyMatch(ShapeFields.Field::required);
      object.put(
          at,
          new ShapeFields.Field(new Shape.Nested(new ShapeFields(name, () -> inner)), required));
    }
  }

  private static String renamed(ArmType type, String path) {
    return type.renames().getOrDefault(path, path.substring(path.lastIndexOf('.') + 1));
  }

  private static ShapeFields.Field translated(ArmType type, String path, ShapeFields.Field field) {
    return new ShapeFields.Field(shape(type, path, field.shape()), field.required());
  }

  private static Shape shape(ArmType type, String path, Shape shape) {
    if (shape instanceof Shape.Nested nested) {
      return new Shape.Nested(nested(type, path, nested.fields()));
    }
    if (shape instanceof Shape.Many && path.endsWith("userAssignedIdentities")) {
      // The provider takes a list of ids. A request has a map with the ids as keys.
      return new Shape.Dictionary(new Shape.Anything());
    }
    if (shape instanceof Shape.Many many) {
      return new Shape.Many(shape(type, path, many.item()), many.most());
    }
    return shape instanceof Shape.Dictionary free
        ? new Shape.Dictionary(shape(type, path, free.value()))
        : shape;
  }

  private static ShapeFields nested(ArmType type, String path, ShapeFields fields) {
    Optional<Set<String>> beside = Optional.ofNullable(type.nested().get(path));
    return new ShapeFields(
        fields.name(),
        () -> {
          Map<String, ShapeFields.Field> outside = new TreeMap<>();
          Map<String, ShapeFields.Field> inside = new TreeMap<>();
          fields
              .all()
              .forEach(
                  (name, field) -> {
                    String at = path + "." + name;
                    boolean out = beside.map(names -> names.contains(name)).orElse(true);
                    (out ? outside : inside).put(renamed(type, at), translated(type, at, field));
                  });
          addProperties(outside, type.nestedName(path), inside, fields.name() + "Properties");
          return outside;
        });
  }

  private static Map<String, Object> object(
      ShapeFields write, ShapeFields read, Others others, Map<?, ?> object) {
    Map<String, Object> kept = new LinkedHashMap<>();
    object.forEach(
        (key, value) -> {
          String name = key.toString();
          Optional<Shape> shown = read.find(name).map(ShapeFields.Field::shape);
          write
              .find(name)
              .ifPresentOrElse(
                  field -> kept.put(name, value(field.shape(), shown, others, value)),
                  () -> {
                    if (others == Others.KEEP && shown.isEmpty()) {
                      kept.put(name, value);
                    }
                  });
        });
    return kept;
  }

  private static Object value(Shape write, Optional<Shape> read, Others others, Object value) {
    if (write instanceof Shape.Nested nested && value instanceof Map<?, ?> map) {
      ShapeFields shown =
          read.filter(Shape.Nested.class::isInstance)
              .map(shape -> ((Shape.Nested) shape).fields())
              .orElseGet(ShapeFields::object);
      return object(nested.fields(), shown, others, map);
    }
    if (write instanceof Shape.Many many && value instanceof List<?> list) {
      Optional<Shape> item =
          read.filter(Shape.Many.class::isInstance).map(shape -> ((Shape.Many) shape).item());
      List<Object> kept = new ArrayList<>();
      list.forEach(entry -> kept.add(value(many.item(), item, others, entry)));
      return kept;
    }
    return value;
  }
}
