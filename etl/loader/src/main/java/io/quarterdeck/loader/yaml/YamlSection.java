package io.quarterdeck.loader.yaml;

import io.quarterdeck.loader.failure.Closest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping of a YAML file. Unknown and duplicate keys are problems. Not thread-safe. */
public final class YamlSection {
  private final YamlValue whole;
  private final Optional<List<String>> known;
  private final Map<String, YamlValue> fields = new LinkedHashMap<>();

  private YamlSection(YamlValue whole, Optional<List<String>> known) {
    this.whole = whole;
    this.known = known;
  }

  /** Opens a mapping with known keys. Records a problem if the value is not a mapping. */
  public static Optional<YamlSection> open(YamlValue value, List<String> known) {
    return open(value, Optional.of(known), "a mapping with the keys " + String.join(", ", known));
  }

  /**
   * Opens a mapping that may have any keys. Records a problem if the value is not a mapping.
   *
   * @param expected the expected mapping, for messages
   */
  public static Optional<YamlSection> openAny(YamlValue value, String expected) {
    return open(value, Optional.empty(), expected);
  }

  private static Optional<YamlSection> open(
      YamlValue value, Optional<List<String>> known, String expected) {
    if (!(value.node() instanceof MappingNode mapping)) {
      value.problem(expected);
      return Optional.empty();
    }
    YamlSection section = new YamlSection(value, known);
    mapping.getValue().forEach(section::add);
    return Optional.of(section);
  }

  /** All values by key, in the order of the file. */
  public Map<String, YamlValue> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** The value of an optional key. */
  public Optional<YamlValue> field(String key) {
    return Optional.ofNullable(fields.get(key));
  }

  /** The value of a required key. Records a problem if the key is missing. */
  public Optional<YamlValue> required(String key) {
    if (!fields.containsKey(key)) {
      whole.problem("no '" + key + "'", "one");
    }
    return field(key);
  }

  private void add(NodeTuple tuple) {
    YamlValue key = new YamlValue(whole.problems(), whole.path(), tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
      key.problem("a plain key");
      return;
    }
    String name = scalar.getValue();
    if (known.isPresent() && !known.get().contains(name)) {
      String question = Closest.question(name, known.get());
      String expected = "one of " + String.join(", ", known.get()) + question;
      key.problem("the unknown key '" + name + "'", expected);
    } else if (fields.containsKey(name)) {
      int first = fields.get(name).line();
      key.problem("the key '" + name + "' again", "it once (first in line " + first + ")");
    } else {
      String path = whole.path().isEmpty() ? name : whole.path() + "." + name;
      fields.put(name, new YamlValue(whole.problems(), path, tuple.getValueNode()));
    }
  }
}
