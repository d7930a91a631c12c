package io.quarterdeck.local.arm.types;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The properties of one object, by name. Thread-safe. */
public final class Fields {
  /**
   * One property.
   *
   * @param required whether Azure refuses the object without it
   */
  public record Field(Shape shape, boolean required) {}

  private final String name;
  private final Supplier<Map<String, Field>> read;
  private volatile Map<String, Field> fields;

  /** Read when first asked for: Azure's types contain themselves. */
  Fields(String name, Supplier<Map<String, Field>> read) {
    this.name = name;
    this.read = read;
  }

  /** The object's name in the schema, such as {@code StorageAccountArgs}. */
  public String name() {
    return name;
  }

  /** All of them. */
  public Map<String, Field> all() {
    Map<String, Field> known = fields;
    if (known == null) {
      known = Map.copyOf(read.get());
      fields = known;
    }
    return known;
  }

  /** The property of this name. */
  public Optional<Field> find(String property) {
    return Optional.ofNullable(all().get(property));
  }

  @Override
  public String toString() {
    return "Fields[" + name + "]";
  }
}
