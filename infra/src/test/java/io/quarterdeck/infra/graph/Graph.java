package io.quarterdeck.infra.graph;

import java.util.List;
import java.util.Map;

/**
 * The resources that a run of the program declared, in order of declaration.
 *
 * @param nodes all components and resources
 * @param outputs the resolved stack outputs
 * @param errors the logged errors
 */
public record Graph(List<Node> nodes, Map<String, Object> outputs, List<String> errors) {
  /** Returns the Azure resources, without components. */
  public List<Node> resources() {
    return nodes.stream().filter(node -> !node.isComponent()).toList();
  }

  public List<Node> ofType(String token) {
    return nodes.stream().filter(node -> node.token().equals(token)).toList();
  }

  /** Returns the resource with this logical name, ignoring components. */
  public Node resource(String name) {
    return resources().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No resource is called " + name));
  }

  /** Returns the only resource of a type. */
  public Node only(String token) {
    List<Node> found = ofType(token);
    if (found.size() != 1) {
      throw new AssertionError("Expected one %s but found %d".formatted(token, found.size()));
    }
    return found.get(0);
  }
}
