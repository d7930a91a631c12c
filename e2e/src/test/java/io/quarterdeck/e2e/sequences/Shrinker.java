package io.quarterdeck.e2e.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes actions from a failed sequence while it still fails. */
final class Shrinker {
  /** Executes a sequence. */
  @FunctionalInterface
  interface Player {
    Optional<SequenceExecution.Divergence> play(Sequence sequence) throws Exception;
  }

  private final Player player;
  private int triesLeft;

  /**
   * @param tries the maximum number of executions
   */
  Shrinker(Player player, int tries) {
    this.player = player;
    this.triesLeft = tries;
  }

  /**
   * A failed sequence.
   *
   * @param sequence the sequence
   * @param divergence the difference
   */
  record Failed(Sequence sequence, SequenceExecution.Divergence divergence) {}

  /**
   * Returns the shortest failed sequence that was found. Tries to remove halves, then quarters, and
   * finally single actions.
   */
  Failed shrink(Failed failed) throws Exception {
    // The actions after the difference were not executed.
    Failed shortest =
        new Failed(
            failed
                .sequence()
                .with(failed.sequence().actions().subList(0, failed.divergence().step())),
            failed.divergence());
    for (int length = shortest.sequence().actions().size() / 2; length >= 1; length /= 2) {
      shortest = without(shortest, length);
    }
    return shortest;
  }

  private Failed without(Failed failed, int length) throws Exception {
    Failed shortest = failed;
    // The last action shows the difference, so it is never removed.
    int from = shortest.sequence().actions().size() - 1 - length;
    while (from >= 0 && triesLeft > 0) {
      triesLeft--;
      List<Action> fewer = new ArrayList<>(shortest.sequence().actions());
      fewer.subList(from, from + length).clear();
      Sequence candidate = shortest.sequence().with(fewer);
      Optional<SequenceExecution.Divergence> divergence =
          player.play(candidate).filter(failed.divergence()::isLike);
      if (divergence.isPresent()) {
        int step = divergence.get().step();
        shortest = new Failed(candidate.with(fewer.subList(0, step)), divergence.get());
        from = Math.min(from, shortest.sequence().actions().size() - 1) - length;
      } else {
        from -= length;
      }
    }
    return shortest;
  }
}
