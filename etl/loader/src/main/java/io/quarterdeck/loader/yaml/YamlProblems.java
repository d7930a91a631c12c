package io.quarterdeck.loader.yaml;

import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Collects all problems of a YAML file, so that one message reports them together. Not thread-safe.
 */
public final class YamlProblems {
  private record Problem(int line, String text) {}

  private final Path file;
  private final String kind;
  private final List<Problem> found = new ArrayList<>();

  YamlProblems(Path file, String kind) {
    this.file = file;
    this.kind = kind;
  }

  /** Records a problem at the line on which the node begins. */
  public void add(Node node, String path, String text) {
    String where = path.isEmpty() ? "" : path + ": ";
    found.add(new Problem(line(node), where + text));
  }

  /** Records a problem at a line, counted from 1. */
  void add(int line, String text) {
    found.add(new Problem(line, text));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All problems as one failure, in the order of their lines. */
  Failure failure() {
    String lines =
        found.stream()
            .sorted(Comparator.comparingInt(Problem::line))
            .map(problem -> file.getFileName() + ":" + problem.line() + ": " + problem.text())
            .collect(Collectors.joining("\n  ", "\n  ", ""));
    String count = found.size() == 1 ? "1 problem" : found.size() + " problems";
    return Failure.of(
        "Cannot read the %s %s: found %s; expected none. Fix these lines:%s",
        kind, file, count, lines);
  }

  /** The line on which a node begins, from 1. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
