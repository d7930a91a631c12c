package io.quarterdeck.e2e.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.e2e.sequences.Shrinker.Failed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random sequences of commands, files and interruptions; after each step, table, Parquet, ledger,
 * landing and quarantine are as docs/file-states.md says. {@code -Dsequences=N} sets how many; the
 * nightly profile plays 500. {@code -Dsequences.seed=N} sets the seed of the first; those after it
 * have the numbers after it. {@code -Dsequences.shrink=N} bounds how often a sequence that fails is
 * played again (25).
 */
class SequencesIT {
  private static final int AT_ONCE = 2;
  private static final int SHRINKING_TRIES = Integer.getInteger("sequences.shrink", 25);
  private static final int FAILURES_TO_SHRINK = 3;

  private final int count = Integer.getInteger("sequences", 10);
  private final long seed = Long.getLong("sequences.seed", randomSeed());
  private final Summary summary = new Summary();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path state;

  /** One of the first ten runs the job by the commands, whatever the seed. */
  private static long randomSeed() {
    return Generator.COMMANDS_EVERY * (long) new Random().nextInt(1_000_000);
  }

  @Test
  void eachSequenceLeavesWhatThePageOfFileStatesSays() throws Exception {
    System.out.println("sequences: seed " + seed);
    try (Servers servers = Servers.start(state)) {
      ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE);
      try {
        List<Future<?>> played = new ArrayList<>();
        for (int index = 0; index < count; index++) {
          Sequence sequence = Generator.sequence(seed + index);
          played.add(
              lanes.submit(
                  () -> {
                    play(servers, sequence);
                    return null;
                  }));
        }
        for (Future<?> each : played) {
          each.get();
        }
      } finally {
        lanes.shutdownNow();
      }
    }
    System.out.println("sequences: " + summary + " (seed " + seed + ")");
    assertThat(failures).as("differences from the model").isEmpty();
  }

  private void play(Servers servers, Sequence sequence) throws Exception {
    Optional<Play.Divergence> divergence = new Play(servers, sequence, summary).run();
    summary.played();
    if (divergence.isPresent()) {
      summary.differed();
      failures.add(report(servers, new Failed(sequence, divergence.get())));
    }
  }

  /** Prints a difference at once, and what the sequence was shrunk to when that is known. */
  private String report(Servers servers, Failed failed) throws Exception {
    Sequence sequence = failed.sequence();
    String report =
        "%nseed %d (again: -Dsequences.seed=%d -Dsequences=1) differs %s%n  its %d actions, the job by %s:%n%s"
            .formatted(
                sequence.seed(),
                sequence.seed(),
                failed.divergence(),
                sequence.actions().size(),
                sequence.jobs(),
                sequence.shown());
    System.out.println(report);
    if (failures.size() >= FAILURES_TO_SHRINK) {
      return report;
    }
    Summary apart = new Summary();
    Failed shortest =
        new Shrinker(each -> new Play(servers, each, apart).run(), SHRINKING_TRIES).shrink(failed);
    String shrunk =
        "  seed %d shrunk to %d actions, differs %s%n%s"
            .formatted(
                sequence.seed(),
                shortest.sequence().actions().size(),
                shortest.divergence(),
                shortest.sequence().shown());
    System.out.println(shrunk);
    return report + shrunk;
  }
}
