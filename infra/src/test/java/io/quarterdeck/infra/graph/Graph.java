package io.quarterdeck.infra.graph;

import java.util.List;
import java.util.Map;

/**
 * What a run of the program declared, in the order in which it did.
 *
 * @param nodes all components and resources
 * @param outputs the stack's outputs, resolved
 * @param errors what was logged as an error
 */
public record Graph(List<Node> nodes, Map<String, Object> outputs, List<String> errors) {
  /** All resources of Azure, without the components that hold them. */
  public List<Node> resources() {
    return nodes.stream().filter(node -> !node.isComponent()).toList();
  }

  public List<Node> ofType(String token) {
    return nodes.stream().filter(node -> node.type().equals("azure-native:" + token)).toList();
  }

  /** The one resource of that logical name that is no component. */
  public Node resource(String name) {
    return resources().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No resource is called " + name));
  }

  /** The only resource of a type. */
  public Node only(String token) {
    List<Node> found = ofType(token);
    if (found.size() != 1) {
      throw new AssertionError("Expected one %s but found %d".formatted(token, found.size()));
    }
    return found.get(0);
  }
}
