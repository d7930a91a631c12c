package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses the fields of an event: {@code columns}, {@code fields} and {@code each}. */
final class EventFieldsSection {
  private static final String FIELDS = "fields";
  private static final String EACH = "each";
  private static final List<String> KEYS =
      List.of("name", "type", "nullable", "min", "max", FIELDS, EACH);
  private static final String EXPECTED = "a list of one or more columns";

  private EventFieldsSection() {}

  /** Parses the fields. Leaves out invalid fields and records their problems. */
  static List<EventField> read(YamlValue value) {
    Optional<List<YamlValue>> items = value.items(EXPECTED);
    if (items.filter(List::isEmpty).isPresent()) {
      value.problem("an empty list", EXPECTED);
    }
    List<EventField> fields = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (YamlValue item : items.orElse(List.of())) {
      YamlSection.open(item, KEYS)
          .flatMap(EventFieldsSection::field)
          .ifPresent(
              field -> {
                Integer first = lines.putIfAbsent(field.name(), item.line());
                if (first != null) {
                  item.problem(
                      "'" + field.name() + "' again",
                      "a name of its own (first in line " + first + ")");
                }
                fields.add(field);
              });
    }
    return List.copyOf(fields);
  }

  private static Optional<EventField> field(YamlSection section) {
    Optional<String> name = section.required("name").flatMap(DatasetNames::column);
    boolean nullable = section.field("nullable").flatMap(YamlValue::truth).orElse(true);
    Optional<YamlValue> fields = section.field(FIELDS);
    Optional<YamlValue> each = section.field(EACH);
    if (fields.isPresent() || each.isPresent()) {
      checkNested(section, fields, each);
      EventShape shape =
          fields.isPresent()
              ? new EventShape.Group(read(fields.get()))
              : new EventShape.Repeated(read(each.get()));
      return name.map(
          text -> new EventField(text, shape, nullable, Optional.empty(), Optional.empty()));
    }
    Optional<ColumnType> type = TypeSection.read(section);
    if (name.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    BoundSection.Bounds bounds = BoundSection.read(section, type.get());
    return Optional.of(
        new EventField(
            name.get(), new EventShape.Scalar(type.get()), nullable, bounds.min(), bounds.max()));
  }

  /** An object or an array has fields; a type and bounds belong to values. */
  private static void checkNested(
      YamlSection section, Optional<YamlValue> fields, Optional<YamlValue> each) {
    if (fields.isPresent() && each.isPresent()) {
      each.get().problem("fields and each", "one of them");
    }
    for (String key : List.of("type", "min", "max")) {
      section
          .field(key)
          .ifPresent(value -> value.problem("none: a column with fields or each has no " + key));
    }
  }
}
