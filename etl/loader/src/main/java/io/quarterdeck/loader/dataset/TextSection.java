package io.quarterdeck.loader.dataset;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Parses {@code transform: …}, {@code decimal: …} and {@code thousands: …} of a column. */
final class TextSection {
  private static final String DECIMAL = "'.' or ','";
  private static final String THOUSANDS =
      "a comma, a point, a space, an apostrophe or an underscore, other than the decimal character";
  private static final String TRANSFORM =
      "trim, upper, lower, {map: {FROM: TO}} or {remove: TEXT}, or a list of them";

  private TextSection() {}

  /** Parses the keys of a column. */
  static FieldText read(YamlSection column, ColumnType type, NumberStyle numbers) {
    List<Transform> transforms =
        column.field("transform").map(TextSection::transforms).orElse(List.of());
    for (String key : List.of("decimal", "thousands")) {
      if (!type.kind().isNumber() && column.field(key).isPresent()) {
        column.field(key).get().problem("none: only columns of numbers have it");
      }
    }
    return new FieldText(
        transforms, type.kind().isNumber() ? numbers(column, numbers) : NumberStyle.PLAIN);
  }

  /** Parses {@code decimal} and {@code thousands} of a section. */
  static NumberStyle numbers(YamlSection section, NumberStyle defaults) {
    Optional<YamlValue> decimalField = section.field("decimal");
    char decimal =
        decimalField.flatMap(field -> character(field, ".,", DECIMAL)).orElse(defaults.decimal());
    Optional<YamlValue> field = section.field("thousands");
    if (field.isEmpty()) {
      return new NumberStyle(decimal, defaults.thousands().filter(c -> c != decimal));
    }
    String allowed = ",. '_".replace(String.valueOf(decimal), "");
    return new NumberStyle(decimal, character(field.get(), allowed, THOUSANDS));
  }

  private static Optional<Character> character(YamlValue field, String allowed, String expected) {
    Optional<String> text = field.text(expected);
    if (text.isPresent() && (text.get().length() != 1 || !allowed.contains(text.get()))) {
      field.problem(expected);
      return Optional.empty();
    }
    return text.map(t -> t.charAt(0));
  }

  private static List<Transform> transforms(YamlValue field) {
    List<Transform> transforms = new ArrayList<>();
    if (field.node() instanceof SequenceNode) {
      field.items(TRANSFORM).orElse(List.of()).forEach(item -> add(item, transforms));
    } else {
      add(field, transforms);
    }
    return transforms;
  }

  private static void add(YamlValue item, List<Transform> transforms) {
    if (item.node() instanceof ScalarNode) {
      item.text(TRANSFORM).flatMap(name -> named(name, item)).ifPresent(transforms::add);
      return;
    }
    Optional<YamlSection> section = YamlSection.open(item, List.of("map", "remove"));
    if (section.isPresent() && section.get().fields().isEmpty()) {
      item.problem(TRANSFORM);
    }
    section.flatMap(s -> s.field("map")).flatMap(TextSection::map).ifPresent(transforms::add);
    section.flatMap(s -> s.field("remove")).flatMap(TextSection::remove).ifPresent(transforms::add);
  }

  private static Optional<Transform> named(String name, YamlValue item) {
    return switch (name) {
      case "trim" -> Optional.of(new Transform.Trim());
      case "upper" -> Optional.of(new Transform.Upper());
      case "lower" -> Optional.of(new Transform.Lower());
      default -> {
        item.problem(TRANSFORM);
        yield Optional.empty();
      }
    };
  }

  private static Optional<Transform> map(YamlValue field) {
    String expected = "a mapping from values in the file to other values";
    Map<String, String> values = new LinkedHashMap<>();
    YamlSection.openAny(field, expected)
        .ifPresent(
            section ->
                section
                    .fields()
                    .forEach(
                        (from, to) -> to.text(expected).ifPresent(text -> values.put(from, text))));
    return values.isEmpty() ? Optional.empty() : Optional.of(new Transform.Replace(values));
  }

  private static Optional<Transform> remove(YamlValue field) {
    String expected = "a text to remove, such as \"%\"";
    Optional<String> text = field.text(expected);
    if (text.isPresent() && text.get().isEmpty()) {
      field.problem(expected);
      return Optional.empty();
    }
    return text.map(Transform.Remove::new);
  }
}
