package io.quarterdeck.e2e.sequences;

import java.util.List;

/**
 * What an action that was done may have come to: of commands at the same time there are several
 * orders.
 */
@FunctionalInterface
interface Explanation {
  /** The models that may be after the action; each may note differences. */
  List<Model> after(Model before, Observation seen);

  /** How one model changes. */
  @FunctionalInterface
  interface Change {
    void apply(Model model, Evidence evidence);
  }

  /** An action that comes to one thing only. */
  static Explanation of(Change change) {
    return (before, seen) -> List.of(changed(before, seen, change));
  }

  /** An action that may come to one of several. */
  static Explanation anyOf(List<Change> changes) {
    return (before, seen) -> changes.stream().map(change -> changed(before, seen, change)).toList();
  }

  private static Model changed(Model before, Observation seen, Change change) {
    Model after = before.copy();
    change.apply(after, new Evidence(before, seen));
    return after;
  }
}
