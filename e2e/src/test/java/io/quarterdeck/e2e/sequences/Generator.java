package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Action.Lines;
import io.quarterdeck.e2e.sequences.Action.Load;
import io.quarterdeck.e2e.sequences.Action.Lock;
import io.quarterdeck.e2e.sequences.Action.Present;
import io.quarterdeck.e2e.sequences.Action.Rejects;
import io.quarterdeck.e2e.sequences.Action.Repaired;
import io.quarterdeck.e2e.sequences.Action.Repeat;
import io.quarterdeck.e2e.sequences.Action.Signal;
import io.quarterdeck.e2e.sequences.Content.Packing;
import io.quarterdeck.e2e.sequences.DatasetDefinition.Mode;
import io.quarterdeck.e2e.sequences.Sequence.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Generates a sequence from a seed. The same seed gives the same sequence. */
final class Generator {
  /** One of this many sequences runs the job through commands, which start a JVM for each task. */
  static final int COMMANDS_EVERY = 20;

  static final int COMMANDS_AT = 5;
  private static final int FEWEST = 5;
  private static final int MOST = 30;

  /**
   * Running the job through commands is slow: the sequence has one such run and fewer other
   * actions.
   */
  private static final int MOST_WITH_COMMANDS = 12;

  private static final int MOST_LINES = 9;
  private static final int MOST_MILLISECONDS = 40;

  private final long seed;
  private final Random random;
  private final Jobs jobs;
  private int content;
  private int stops;

  private Generator(long seed) {
    this.seed = seed;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.jobs =
        Math.floorMod(seed, COMMANDS_EVERY) == COMMANDS_AT ? Jobs.COMMANDS : Jobs.SHARED_SPARK;
  }

  static Sequence sequence(long seed) {
    return new Generator(seed).generate();
  }

  private Sequence generate() {
    int most = jobs == Jobs.COMMANDS ? MOST_WITH_COMMANDS : MOST;
    // Prefers short sequences, which are faster and mostly as effective as long ones.
    int span = most - FEWEST + 1;
    int count = FEWEST + Math.min(random.nextInt(span), random.nextInt(span));
    List<Action> actions = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      actions.add(action());
    }
    if (jobs == Jobs.COMMANDS) {
      List<Action> runs = List.of(new Action.Run(), new Action.Export(), new Action.Backfill());
      actions.add(1 + random.nextInt(actions.size()), oneOf(runs));
    }
    return new Sequence(seed, jobs, List.copyOf(actions));
  }

  private Action action() {
    int roll = random.nextInt(100);
    if (roll < 34) {
      return load();
    } else if (roll < 46) {
      return new Action.Upload(content(), packing());
    } else if (roll < 54) {
      return jobs == Jobs.COMMANDS ? load() : new Action.Run();
    } else if (roll < 62) {
      return brokenLoad();
    } else if (roll < 71) {
      return new Action.Rollback();
    } else if (roll < 82) {
      return repair();
    } else if (roll < 85) {
      return new Action.Register();
    } else if (roll < 88) {
      return new Action.MoveTable();
    } else if (roll < 91) {
      return new Action.ChangeMode();
    } else if (roll < 94) {
      return new Action.ChangeColumns();
    } else if (roll < 95) {
      return new Action.LoadOfOtherDataset(content());
    } else if (roll < 98) {
      return new Action.TwoLoads(load(), load());
    }
    return rare();
  }

  /** Expensive actions: at most one stop per sequence, in about one of five sequences. */
  private Action rare() {
    if (jobs == Jobs.SHARED_SPARK && (stops > 0 || random.nextInt(8) > 0)) {
      return new Action.LoadDuringRun(load());
    }
    stops++;
    return stops == 1 ? new Action.Stop() : load();
  }

  private Load load() {
    Optional<Mode> mode =
        random.nextInt(6) > 0
            ? Optional.empty()
            : Optional.of(random.nextBoolean() ? Mode.APPEND : Mode.REPLACE);
    return new Load(
        content(),
        packing(),
        random.nextInt(6) == 0 ? Repeat.FORCE : Repeat.REFUSE,
        mode,
        random.nextInt(3) > 0 ? Rejects.ALLOWED : Rejects.NONE,
        random.nextInt(3) == 0 ? Lock.WAIT : Lock.REFUSE);
  }

  private Action brokenLoad() {
    return new Action.BrokenLoad(
        load(),
        random.nextBoolean() ? Signal.TERM : Signal.KILL,
        1 + random.nextInt(MOST_LINES),
        random.nextInt(MOST_MILLISECONDS));
  }

  private Action repair() {
    return new Action.Repair(
        contentWithRejects(),
        random.nextInt(3) == 0 ? Lines.FIRST : Lines.ALL,
        oneOf(List.of(Repaired.values())),
        random.nextInt(3) == 0 ? Present.REPLACE : Present.KEEP,
        random.nextInt(3) == 0 ? Rejects.ALLOWED : Rejects.NONE);
  }

  private int contentWithRejects() {
    int found = content();
    while (!Contents.hasRejects(found)) {
      found = content();
    }
    return found;
  }

  /**
   * Often chooses the content of the previous action, because the result depends on what happened
   * to the content before. Mostly chooses the first contents, which are valid: refused content
   * changes little.
   */
  private int content() {
    if (random.nextInt(3) > 0) {
      content =
          random.nextInt(4) > 0
              ? random.nextInt(Contents.COUNT - 2)
              : random.nextInt(Contents.COUNT);
    }
    return content;
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private Packing packing() {
    return random.nextInt(4) == 0 ? Packing.GZIP : Packing.PLAIN;
  }
}
