package io.quarterdeck.local.http.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The fields of an object, with their names and in order. Immutable and thread-safe. */
public final class ShapeFields {
  /**
   * A field.
   *
   * @param required whether the service refuses the object without it
   */
  public record Field(Shape shape, boolean required) {}

  private final String name;
  private final Supplier<Map<String, Field>> read;
  private volatile Map<String, Field> fields;

  /**
   * Creates an object whose fields are read lazily, because Azure's types are recursive.
   *
   * @param name the name of the object in the schema
   */
  public ShapeFields(String name, Supplier<Map<String, Field>> read) {
    this.name = name;
    this.read = read;
  }

  /** Returns an object without a name and without fields. */
  public static ShapeFields object() {
    return new ShapeFields("", Map::of);
  }

  /** Returns this object with a required field. */
  public ShapeFields needs(String field, Shape shape) {
    return with(field, new Field(shape, true));
  }

  /** Returns this object with a required field that is an object. */
  public ShapeFields needs(String field, ShapeFields object) {
    return needs(field, new Shape.Nested(object));
  }

  /** Returns this object with an optional field. */
  public ShapeFields may(String field, Shape shape) {
    return with(field, new Field(shape, false));
  }

  /** Returns this object with an optional field that is an object. */
  public ShapeFields may(String field, ShapeFields object) {
    return may(field, new Shape.Nested(object));
  }

  /** Returns this object with all fields optional, for a request that changes some fields. */
  public ShapeFields partial() {
    Map<String, Field> optional = new LinkedHashMap<>();
    all().forEach((field, known) -> optional.put(field, new Field(known.shape(), false)));
    return new ShapeFields(name, () -> optional);
  }

  private ShapeFields with(String field, Field added) {
    Map<String, Field> more = new LinkedHashMap<>(all());
    more.put(field, added);
    return new ShapeFields(name, () -> more);
  }

  /** Returns the name of the object in the schema, for example {@code StorageAccountArgs}. */
  public String name() {
    return name;
  }

  /** Returns the names of the fields, in order. */
  public Set<String> names() {
    return all().keySet();
  }

  /** Returns the names of the required fields, in order. */
  Set<String> required() {
    return all().entrySet().stream()
        .filter(field -> field.getValue().required())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Returns all fields, in order. */
  public Map<String, Field> all() {
    Map<String, Field> known = fields;
    if (known == null) {
      known = Collections.unmodifiableMap(new LinkedHashMap<>(read.get()));
      fields = known;
    }
    return known;
  }

  /** Returns the field with this name. */
  public Optional<Field> find(String field) {
    return Optional.ofNullable(all().get(field));
  }

  @Override
  public String toString() {
    return "Fields[" + name + "]";
  }
}
