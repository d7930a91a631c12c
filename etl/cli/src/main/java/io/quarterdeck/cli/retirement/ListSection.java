package io.quarterdeck.cli.retirement;

import io.quarterdeck.loader.dataset.Closest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A mapping of the list in which every key is required. Missing, unknown and duplicate keys are
 * problems.
 */
final class ListSection {
  private final ListValue whole;
  private final Map<String, ListValue> values = new LinkedHashMap<>();

  private ListSection(ListValue whole) {
    this.whole = whole;
  }

  /** Opens a mapping with exactly these keys. */
  static Optional<ListSection> open(ListValue value, List<String> keys) {
    if (!(value.node() instanceof MappingNode mapping)) {
      return value.problem("a mapping with the keys " + String.join(", ", keys));
    }
    ListSection section = new ListSection(value);
    mapping.getValue().forEach(tuple -> section.add(tuple, Optional.of(keys)));
    keys.stream().filter(key -> !section.values.containsKey(key)).forEach(section::missing);
    return Optional.of(section);
  }

  /** Opens a mapping whose keys are paths of properties. It must have at least one key. */
  static Optional<ListSection> openProperties(ListValue value) {
    if (!(value.node() instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
      return value.problem("a mapping of paths and regular expressions");
    }
    ListSection section = new ListSection(value);
    mapping.getValue().forEach(tuple -> section.add(tuple, Optional.empty()));
    return Optional.of(section);
  }

  /** Returns the value of a key; empty if the key is missing, which is recorded as a problem. */
  Optional<ListValue> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  Map<String, ListValue> all() {
    return values;
  }

  private void missing(String key) {
    whole.problems().add(whole.node(), whole.path(), "found no '" + key + "'; expected one");
  }

  private void add(NodeTuple tuple, Optional<List<String>> known) {
    ListValue key = new ListValue(whole.problems(), whole.path(), tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
      key.problem("a plain key");
      return;
    }
    String name = scalar.getValue();
    if (known.isPresent() && !known.get().contains(name)) {
      problem(key, "the unknown key '" + name + "'", unknown(name, known.get()));
    } else if (values.containsKey(name)) {
      problem(key, "the key '" + name + "' again", "it once");
    } else {
      String path = whole.path().isEmpty() ? name : whole.path() + "." + name;
      values.put(name, new ListValue(whole.problems(), path, tuple.getValueNode()));
    }
  }

  private static String unknown(String name, Collection<String> known) {
    return "one of "
        + String.join(", ", known)
        + Closest.to(name, known).map(meant -> " (did you mean '" + meant + "'?)").orElse("");
  }

  private static void problem(ListValue at, String found, String expected) {
    at.problems().add(at.node(), at.path(), "found " + found + "; expected " + expected);
  }
}
