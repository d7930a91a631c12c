package io.quarterdeck.cli.retirement;

import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects all problems of the list, so that one message reports them together. */
final class ListProblems {
  private record Problem(int line, String text) {}

  private final Path file;
  private final List<Problem> found = new ArrayList<>();

  ListProblems(Path file) {
    this.file = file;
  }

  /**
   * Records a problem at the line on which the node begins.
   *
   * @param where the path of the value, such as {@code matches.before}; empty for a whole entry
   */
  void add(Node node, String where, String text) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    add(line, where.isEmpty() ? text : where + ": " + text);
  }

  /** Records a problem at a line, counted from 1. */
  void add(int line, String text) {
    found.add(new Problem(line, text));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns all problems as one failure, in the order of their lines. */
  Failure failure() {
    String lines =
        found.stream()
            .sorted(Comparator.comparingInt(Problem::line))
            .map(problem -> file.getFileName() + ":" + problem.line() + ": " + problem.text())
            .collect(Collectors.joining("\n  ", "\n  ", ""));
    String count = found.size() == 1 ? "1 problem" : found.size() + " problems";
    return Failure.of(
        "Cannot read the list of retirements %s: found %s; expected none. Fix these lines:%s",
        file, count, lines);
  }
}
