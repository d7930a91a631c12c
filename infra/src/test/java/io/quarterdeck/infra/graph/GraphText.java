package io.quarterdeck.infra.graph;

import io.quarterdeck.infra.arm.ArmTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Formats a graph as text for reviewers: components, their resources, and all inputs. */
public final class GraphText {
  private final StringBuilder text = new StringBuilder();
  private final Graph graph;

  private GraphText(Graph graph) {
    this.graph = graph;
  }

  public static String of(Graph graph) {
    GraphText text = new GraphText(graph);
    text.children(Optional.empty(), "");
    text.outputs();
    return text.text.toString();
  }

  private void children(Optional<String> parent, String indent) {
    for (Node node : graph.nodes()) {
      if (node.parent().equals(parent)) {
        node(node, indent);
      }
    }
  }

  private void node(Node node, String indent) {
    if (node.isComponent()) {
      String kind = node.type().substring(node.type().lastIndexOf(':') + 1);
      line(indent, node.name() + " [" + kind + "]");
      children(Optional.of(node.name()), indent + "  ");
      return;
    }
    line(indent, node.name() + ": " + ArmTypes.of(node.type()).azureType());
    if (node.protect()) {
      line(indent + "    ", "(protected)");
    }
    if (!node.ignoreChanges().isEmpty()) {
      line(indent + "    ", "(ignores changes of " + String.join(", ", node.ignoreChanges()) + ")");
    }
    if (!node.after().isEmpty()) {
      line(indent + "    ", "(after " + String.join(", ", node.after()) + ")");
    }
    Map<String, Object> inputs = new TreeMap<>(node.inputs());
    // Omit the resource group and its tags, which are the same for all resources; show different
    // ones.
    Map<String, Object> group = graph.only("resources:ResourceGroup").inputs();
    if (node.parent().isPresent()) {
      inputs.remove("resourceGroupName", group.get("resourceGroupName"));
      inputs.remove("tags", group.get("tags"));
    }
    // Each run of the program generates another one.
    inputs.replace("administratorLoginPassword", "[secret]");
    inputs.forEach((key, value) -> value(indent + "    ", key + ":", value));
  }

  private void outputs() {
    line("", "outputs");
    graph.outputs().forEach((name, value) -> value("    ", name + ":", value));
  }

  private void value(String indent, String label, Object value) {
    if (value instanceof Map<?, ?> map) {
      line(indent, label + (map.isEmpty() ? " {}" : ""));
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((key, entry) -> sorted.put(key.toString(), entry));
      sorted.forEach((key, entry) -> value(indent + "  ", key + ":", entry));
    } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      line(indent, label);
      list.forEach(entry -> value(indent + "  ", "-", entry));
    } else if (value instanceof Double number && number == Math.rint(number)) {
      line(indent, label + " " + number.longValue());
    } else {
      line(indent, label + " " + shortened(value));
    }
  }

  /** Replaces the common start of resource ids with a placeholder. */
  private static String shortened(Object value) {
    return String.valueOf(value)
        .replaceAll(
            "/subscriptions/[0-9a-f-]+/resourceGroups/rg-[a-z0-9-]+(?=/providers)", "<group>")
        .replace("/subscriptions/" + Recorder.SUBSCRIPTION, "<subscription>");
  }

  private void line(String indent, String content) {
    text.append(indent).append(content).append('\n');
  }
}
