package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.ObservedState.LedgerLoad;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Results of an action that the model cannot predict: the loads that it started, in order. */
final class Evidence {
  private final ObservedState seen;
  private final Deque<LedgerLoad> begun = new ArrayDeque<>();

  Evidence(Model before, ObservedState seen) {
    this.seen = seen;
    seen.loads().values().stream()
        .filter(load -> !before.loads.containsKey(load.id()))
        .forEach(begun::add);
  }

  Optional<LedgerLoad> peek() {
    return Optional.ofNullable(begun.peek());
  }

  Optional<LedgerLoad> next() {
    return Optional.ofNullable(begun.poll());
  }

  /** Returns the second of Blob's clock at the end of the action. */
  Instant second() {
    return seen.second();
  }

  /** Returns the second in which the load was published. */
  Instant publishedAt(long id) {
    return seen.loads().get(id).finished().orElse(second()).truncatedTo(ChronoUnit.SECONDS);
  }

  boolean dropped(long id) {
    return seen.loads().get(id).dropped();
  }
}
