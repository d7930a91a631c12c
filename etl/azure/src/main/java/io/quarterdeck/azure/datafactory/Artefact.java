package io.quarterdeck.azure.datafactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An artefact of a data factory.
 *
 * @param kind its kind
 * @param properties its definition, without the state of a trigger
 */
public record Artefact(Kind kind, String name, ObjectNode properties) {
  /** The annotation of the artefacts that register manages. */
  public static final String ANNOTATION = "quarterdeck";

  /** The kinds of artefacts, in the order in which they can be created. */
  public enum Kind {
    LINKED_SERVICE("linkedService", "linkedservices", "linked service"),
    DATASET("dataset", "datasets", "dataset"),
    PIPELINE("pipeline", "pipelines", "pipeline"),
    TRIGGER("trigger", "triggers", "trigger");

    private final String folder;
    private final String collection;
    private final String title;

    Kind(String folder, String collection, String title) {
      this.folder = folder;
      this.collection = collection;
      this.title = title;
    }

    /** Returns the folder in Git. */
    String folder() {
      return folder;
    }

    /** Returns the segment of the path in Resource Manager. */
    String collection() {
      return collection;
    }

    /** Returns the name for people. */
    String title() {
      return title;
    }
  }

  /** Returns the kind and the name, for example {@code pipeline copyDay}. */
  public String title() {
    return kind.title() + " " + name;
  }

  /** Returns whether register created the artefact. */
  boolean isManaged() {
    for (JsonNode each : properties.path("annotations")) {
      if (each.asText().equals(ANNOTATION)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the values by their paths. A path identifies an activity by its name: {@code
   * activities[Copy Posts].policy.retry}.
   */
  SortedMap<String, String> fields() {
    SortedMap<String, String> fields = new TreeMap<>();
    collect("", properties, fields);
    return fields;
  }

  private static void collect(String path, JsonNode node, Map<String, String> fields) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              each ->
                  collect(
                      path.isEmpty() ? each.getKey() : path + "." + each.getKey(),
                      each.getValue(),
                      fields));
    } else if (node instanceof ArrayNode array) {
      items(array).forEach((name, item) -> collect(path + "[" + name + "]", item, fields));
    } else if (!node.isNull()) {
      fields.put(path, node.asText());
    }
  }

  private static Map<String, JsonNode> items(ArrayNode array) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    for (JsonNode item : array) {
      String name = item.path("name").asText(item.path("activity").asText());
      items.put(
          name.isEmpty() || items.containsKey(name) ? Integer.toString(items.size()) : name, item);
    }
    return items;
  }
}
