package io.quarterdeck.infra.security;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Values;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A security rule.
 *
 * @param id the Checkov id, or the control of the Microsoft cloud security benchmark
 * @param states the rule's text in docs/security.md
 * @param subjects selects the resources to which the rule applies
 * @param holds whether a resource complies
 */
record Rule(String id, String states, Predicate<Node> subjects, BiPredicate<Graph, Node> holds) {
  static Rule of(String id, String states, String token, Predicate<Node> holds) {
    return new Rule(id, states, type(token), (graph, node) -> holds.test(node));
  }

  static Rule within(String id, String states, String token, BiPredicate<Graph, Node> holds) {
    return new Rule(id, states, type(token), holds);
  }

  /** Requires a value of an input for each resource of a type. */
  static Rule value(String id, String states, String token, String path, Object value) {
    return of(id, states, token, node -> value.equals(Values.at(node, path)));
  }

  /** Requires a value of a server parameter. */
  static Rule parameter(String id, String states, String name, Predicate<String> holds) {
    return within(
        id,
        states,
        "dbforpostgresql:Server",
        (graph, server) ->
            graph.ofType("dbforpostgresql:Configuration").stream()
                .anyMatch(
                    node ->
                        name.equals(node.inputs().get("configurationName"))
                            && holds.test(String.valueOf(node.inputs().get("value")))));
  }

  /** Returns the names of resources that do not comply. */
  List<String> broken(Graph graph) {
    return about(graph).stream().filter(node -> !holds.test(graph, node)).map(Node::name).toList();
  }

  List<Node> about(Graph graph) {
    return graph.resources().stream().filter(subjects).toList();
  }

  private static Predicate<Node> type(String token) {
    return node -> node.token().equals(token);
  }
}
