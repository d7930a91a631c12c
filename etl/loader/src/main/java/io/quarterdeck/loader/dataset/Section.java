package io.quarterdeck.loader.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of a dataset file with known keys. Unknown and duplicate keys are problems. */
final class Section {
  private final Field whole;
  private final List<String> known;
  private final Map<String, Field> fields = new LinkedHashMap<>();

  private Section(Field whole, List<String> known) {
    this.whole = whole;
    this.known = known;
  }

  /** Opens a mapping. Records a problem if the value is not a mapping. */
  static Optional<Section> open(Field field, List<String> known) {
    if (!(field.node() instanceof MappingNode mapping)) {
      field.problem("a mapping with the keys " + String.join(", ", known));
      return Optional.empty();
    }
    Section section = new Section(field, known);
    mapping.getValue().forEach(section::add);
    return Optional.of(section);
  }

  /** The value of an optional key. */
  Optional<Field> field(String key) {
    return Optional.ofNullable(fields.get(key));
  }

  /** The value of a required key. */
  Optional<Field> required(String key) {
    if (!fields.containsKey(key)) {
      whole.problem("no '" + key + "'", "one");
    }
    return field(key);
  }

  private void add(NodeTuple tuple) {
    Field key = new Field(whole.problems(), whole.path(), tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
      key.problem("a plain key");
      return;
    }
    String name = scalar.getValue();
    if (!known.contains(name)) {
      String question = Closest.question(name, known);
      key.problem("the unknown key '" + name + "'", expectedKeys() + question);
    } else if (fields.containsKey(name)) {
      int first = fields.get(name).line();
      key.problem("the key '" + name + "' again", "it once (first in line " + first + ")");
    } else {
      String path = whole.path().isEmpty() ? name : whole.path() + "." + name;
      fields.put(name, new Field(whole.problems(), path, tuple.getValueNode()));
    }
  }

  private String expectedKeys() {
    return "one of " + String.join(", ", known);
  }
}
