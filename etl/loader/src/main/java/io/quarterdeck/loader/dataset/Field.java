package io.quarterdeck.loader.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of a dataset file: a node, and its path for messages. If the value does not have the
 * expected form, the methods record a problem and return an empty result.
 */
record Field(DatasetProblems problems, String path, Node node) {
  /** A scalar as written in the file, without YAML's conversions. A missing value is a problem. */
  Optional<String> text(String expected) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(scalar.getValue());
    }
    problem(expected);
    return Optional.empty();
  }

  /** True or false, unquoted. */
  Optional<Boolean> truth() {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(scalar.getValue().equalsIgnoreCase("true"));
    }
    problem("true or false");
    return Optional.empty();
  }

  /** The items of a list. */
  Optional<List<Field>> items(String expected) {
    if (!(node instanceof SequenceNode sequence)) {
      problem(expected);
      return Optional.empty();
    }
    List<Field> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new Field(problems, path + "[" + items.size() + "]", item));
    }
    return Optional.of(items);
  }

  /** Records that another value was expected here. */
  void problem(String expected) {
    problem(found(), expected);
  }

  /**
   * Records a problem.
   *
   * @param found a description of the value
   * @param expected the expected value
   */
  void problem(String found, String expected) {
    problems.add(node, path, "found " + found + "; expected " + expected);
  }

  /** The line on which the value begins, from 1. */
  int line() {
    return DatasetProblems.line(node);
  }

  private String found() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getTag().equals(Tag.NULL) ? "nothing" : "'" + scalar.getValue() + "'";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }
}
