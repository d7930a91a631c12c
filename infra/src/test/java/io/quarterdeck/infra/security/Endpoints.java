package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Values;

/** Finds the private endpoints of resources. */
final class Endpoints {
  private Endpoints() {}

  static boolean leadTo(Graph graph, String nameInput, Node target) {
    return graph.ofType("network:PrivateEndpoint").stream()
        .flatMap(endpoint -> Values.objects(endpoint, "privateLinkServiceConnections").stream())
        .anyMatch(
            connection ->
                String.valueOf(connection.get("privateLinkServiceId"))
                    .endsWith("/" + target.inputs().get(nameInput)));
  }
}
