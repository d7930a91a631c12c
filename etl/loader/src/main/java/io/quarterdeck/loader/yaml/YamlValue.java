package io.quarterdeck.loader.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of a YAML file: a node, and its path for messages. If the value does not have the
 * expected form, the methods record a problem and return an empty result.
 *
 * @param path the path of the value, such as {@code columns[2].type}; empty for the whole document
 */
public record YamlValue(YamlProblems problems, String path, Node node) {
  /** A scalar as written in the file, without YAML's conversions. A missing value is a problem. */
  public Optional<String> text(String expected) {
    if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(scalar.getValue());
    }
    problem(expected);
    return Optional.empty();
  }

  /** True or false, unquoted. */
  public Optional<Boolean> truth() {
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(scalar.getValue().equalsIgnoreCase("true"));
    }
    problem("true or false");
    return Optional.empty();
  }

  /** The items of a list. */
  public Optional<List<YamlValue>> items(String expected) {
    if (!(node instanceof SequenceNode sequence)) {
      problem(expected);
      return Optional.empty();
    }
    List<YamlValue> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlValue(problems, path + "[" + items.size() + "]", item));
    }
    return Optional.of(items);
  }

  /** Records that another value was expected here. */
  public void problem(String expected) {
    problem(found(), expected);
  }

  /**
   * Records a problem.
   *
   * @param found a description of the value
   * @param expected the expected value
   */
  public void problem(String found, String expected) {
    problems.add(node, path, "found " + found + "; expected " + expected);
  }

  /** The line on which the value begins, from 1. */
  public int line() {
    return YamlProblems.line(node);
  }

  private String found() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getTag().equals(Tag.NULL) ? "nothing" : "'" + scalar.getValue() + "'";
    }
    return node instanceof SequenceNode ? "a list" : "a mapping";
  }
}
