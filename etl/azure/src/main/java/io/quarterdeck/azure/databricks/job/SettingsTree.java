package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.databricks.sdk.service.jobs.JobSettings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Converts the settings of a job or pipeline to a map from paths to values, so that they can be
 * compared field by field. A path identifies a task by its key, not by its index: {@code
 * tasks[load].max_retries}.
 */
public final class SettingsTree {
  private static final ObjectMapper JSON = SerDeUtils.createMapper();

  /** The lists whose items have names, and the field that contains the name. */
  private static final Map<String, String> NAMED =
      Map.of(
          "tasks", "task_key",
          "job_clusters", "job_cluster_key",
          "parameters", "name",
          "depends_on", "task_key");

  private SettingsTree() {}

  /** Returns the fields with values. Empty objects and lists have none. */
  public static SortedMap<String, String> fields(Object settings) {
    SortedMap<String, String> fields = new TreeMap<>();
    collect("", tree(settings), fields);
    return fields;
  }

  /** Returns the settings as a JSON tree. */
  public static JsonNode tree(Object settings) {
    return JSON.valueToTree(settings);
  }

  static JobSettings settings(JsonNode tree) {
    return as(tree, JobSettings.class);
  }

  /**
   * Returns the same fields as an object of another class of the SDK.
   *
   * @param type a class that has these fields
   */
  public static <T> T converted(Object settings, Class<T> type) {
    return as(tree(settings), type);
  }

  private static <T> T as(JsonNode tree, Class<T> type) {
    try {
      return JSON.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings that were read cannot be read again", e);
    }
  }

  private static void collect(String path, JsonNode node, Map<String, String> fields) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> collect(path(path, field.getKey()), field.getValue(), fields));
    } else if (node instanceof ArrayNode array) {
      items(path, array, fields);
    } else if (!node.isNull()) {
      fields.put(path, node.asText());
    }
  }

  static String path(String parent, String name) {
    return parent.isEmpty() ? name : parent + "." + name;
  }

  private static void items(String path, ArrayNode array, Map<String, String> fields) {
    byName(path, array).forEach((name, item) -> collect(path + name, item, fields));
  }

  /** Returns a list's items by name or by index: {@code [load]} or {@code [0]}. */
  static Map<String, JsonNode> byName(String path, JsonNode array) {
    String key = NAMED.get(path.substring(path.lastIndexOf('.') + 1));
    Map<String, JsonNode> items = new LinkedHashMap<>();
    for (JsonNode item : array) {
      boolean named = key != null && item.hasNonNull(key);
      String name = named ? item.get(key).asText() : Integer.toString(items.size());
      items.put("[" + name + "]", item);
    }
    return items;
  }
}
