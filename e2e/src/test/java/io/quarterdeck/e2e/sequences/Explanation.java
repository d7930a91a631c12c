package io.quarterdeck.e2e.sequences;

import java.util.List;

/** The permitted results of an action. Concurrent commands have several permitted orders. */
@FunctionalInterface
interface Explanation {
  /** Returns the permitted models after the action; each model records its differences. */
  List<Model> after(Model before, ObservedState seen);

  /** A change of one model. */
  @FunctionalInterface
  interface Change {
    void apply(Model model, Evidence evidence);
  }

  /** An action with one permitted result. */
  static Explanation of(Change change) {
    return (before, seen) -> List.of(changed(before, seen, change));
  }

  /** An action with several permitted results. */
  static Explanation anyOf(List<Change> changes) {
    return (before, seen) -> changes.stream().map(change -> changed(before, seen, change)).toList();
  }

  private static Model changed(Model before, ObservedState seen, Change change) {
    Model after = before.copy();
    change.apply(after, new Evidence(before, seen));
    return after;
  }
}
