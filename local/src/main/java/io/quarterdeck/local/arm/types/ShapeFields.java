package io.quarterdeck.local.arm.types;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The properties of an object, by name. Thread-safe. */
public final class ShapeFields {
  /**
   * A property.
   *
   * @param required whether Azure refuses the object without it
   */
  public record Field(Shape shape, boolean required) {}

  private final String name;
  private final Supplier<Map<String, Field>> read;
  private volatile Map<String, Field> fields;

  /** The properties are read lazily, because Azure's types are recursive. */
  ShapeFields(String name, Supplier<Map<String, Field>> read) {
    this.name = name;
    this.read = read;
  }

  /** Returns the name of the object in the schema, for example {@code StorageAccountArgs}. */
  public String name() {
    return name;
  }

  /** Returns all properties. */
  public Map<String, Field> all() {
    Map<String, Field> known = fields;
    if (known == null) {
      known = Map.copyOf(read.get());
      fields = known;
    }
    return known;
  }

  /** Returns the property with this name. */
  public Optional<Field> find(String property) {
    return Optional.ofNullable(all().get(property));
  }

  @Override
  public String toString() {
    return "Fields[" + name + "]";
  }
}
