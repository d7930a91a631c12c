package io.quarterdeck.e2e.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Leaves actions out of a sequence that fails, while it fails still. */
final class Shrinker {
  /** Plays a sequence. */
  @FunctionalInterface
  interface Player {
    Optional<Play.Divergence> play(Sequence sequence) throws Exception;
  }

  private final Player player;
  private int triesLeft;

  /**
   * @param tries how many sequences are played at most
   */
  Shrinker(Player player, int tries) {
    this.player = player;
    this.triesLeft = tries;
  }

  /**
   * A sequence that failed.
   *
   * @param sequence the sequence
   * @param divergence how it failed
   */
  record Failed(Sequence sequence, Play.Divergence divergence) {}

  /** The shortest that was found: first halves are left out, then quarters, at last single ones. */
  Failed shrink(Failed failed) throws Exception {
    // What came after the difference was not played.
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
    // The last action is the one that shows it.
    int from = shortest.sequence().actions().size() - 1 - length;
    while (from >= 0 && triesLeft > 0) {
      triesLeft--;
      List<Action> fewer = new ArrayList<>(shortest.sequence().actions());
      fewer.subList(from, from + length).clear();
      Sequence candidate = shortest.sequence().with(fewer);
      Optional<Play.Divergence> divergence =
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
