package io.quarterdeck.azure.databricks.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Converts settings of the SDK to maps and lists in a fixed order: names first, then all other
 * fields in alphabetical order. Absent and empty values are omitted.
 *
 * @param text converts each text value
 */
record BundleTree(UnaryOperator<String> text) {
  private static final List<String> FIRST =
      List.of("name", "display_name", "task_key", "job_cluster_key", "label");

  private static final Comparator<String> ORDER =
      Comparator.comparingInt(
              (String key) -> FIRST.contains(key) ? FIRST.indexOf(key) : FIRST.size())
          .thenComparing(Comparator.naturalOrder());

  /** Returns the fields of an object. */
  Map<String, Object> fields(JsonNode object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    object.properties().stream()
        .sorted(Map.Entry.comparingByKey(ORDER))
        .forEach(
            field -> {
              Object value = value(field.getValue());
              if (!isEmpty(value)) {
                fields.put(field.getKey(), value);
              }
            });
    return fields;
  }

  private static boolean isEmpty(Object value) {
    return value.equals(Map.of()) || value.equals(List.of());
  }

  private Object value(JsonNode node) {
    if (node.isObject()) {
      return fields(node);
    }
    if (node.isNull()) {
      return Map.of();
    }
    if (node.isArray()) {
      List<Object> items = new ArrayList<>();
      node.forEach(item -> items.add(value(item)));
      return items;
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isIntegralNumber()) {
      return node.longValue();
    }
    return node.isNumber() ? (Object) node.doubleValue() : text.apply(node.asText());
  }
}
