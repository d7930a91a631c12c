package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Observation.LedgerLoad;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What an action left that the model cannot know before: the loads that it began, in their order.
 */
final class Evidence {
  private final Observation seen;
  private final Deque<LedgerLoad> begun = new ArrayDeque<>();

  Evidence(Model before, Observation seen) {
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

  /** The second of Blob's clock when the action had ended. */
  Instant second() {
    return seen.second();
  }

  /** The second in which the load was published. */
  Instant publishedAt(long id) {
    return seen.loads().get(id).finished().orElse(second()).truncatedTo(ChronoUnit.SECONDS);
  }

  boolean dropped(long id) {
    return seen.loads().get(id).dropped();
  }
}
