package io.quarterdeck.azure.databricks.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Merges two settings trees field by field. */
final class MergedSettings {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Predicate<String> fromLive;

  private MergedSettings(Predicate<String> fromLive) {
    this.fromLive = fromLive;
  }

  /**
   * Returns the wanted settings, with selected fields from the live settings.
   *
   * @param fromLive returns whether the field with this path comes from the live settings
   */
  static JsonNode merge(JsonNode wish, JsonNode live, Predicate<String> fromLive) {
    return new MergedSettings(fromLive).node("", wish, live);
  }

  private JsonNode node(String path, JsonNode wish, JsonNode live) {
    if (wish.isObject() || live.isObject()) {
      ObjectNode merged = NODES.objectNode();
      merged.setAll(items(fields(wish), fields(live), name -> SettingsTree.path(path, name)));
      return orMissing(merged, wish);
    }
    if (wish.isArray() || live.isArray()) {
      Map<String, JsonNode> merged =
          items(
              SettingsTree.byName(path, wish),
              SettingsTree.byName(path, live),
              name -> path + name);
      return orMissing(NODES.arrayNode().addAll(merged.values()), wish);
    }
    return fromLive.test(path) ? live : wish;
  }

  /** Returns a missing node for an empty object or list that the wanted settings do not have. */
  private static JsonNode orMissing(JsonNode merged, JsonNode wish) {
    return merged.isEmpty() && wish.isMissingNode() ? MissingNode.getInstance() : merged;
  }

  private Map<String, JsonNode> items(
      Map<String, JsonNode> wish, Map<String, JsonNode> live, UnaryOperator<String> path) {
    Set<String> names = new LinkedHashSet<>(wish.keySet());
    names.addAll(live.keySet());
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    for (String name : names) {
      JsonNode missing = MissingNode.getInstance();
      JsonNode item =
          node(
              path.apply(name), wish.getOrDefault(name, missing), live.getOrDefault(name, missing));
      if (!item.isMissingNode()) {
        merged.put(name, item);
      }
    }
    return merged;
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }
}
