package io.quarterdeck.e2e.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.e2e.sequences.Shrinker.Failed;
import java.nio.file.Files;
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
 * Random sequences of commands, files and interruptions. After each step, table, Parquet, ledger,
 * landing and quarantine must match docs/file-states.md. {@code -Dsequences=N} sets the number of
 * sequences; the nightly profile runs 500. {@code -Dsequences.seed=N} sets the seed of the first
 * sequence; the following ones use N+1, N+2 and so on. {@code -Dsequences.shrink=N} limits how
 * often a failed sequence is executed again (default 25).
 */
class SequencesIT {
  private static final int AT_ONCE = 2;
  private static final int SHRINKING_TRIES = Integer.getInteger("sequences.shrink", 25);
  private static final int FAILURES_TO_SHRINK = 3;

  /** The sequences that share one local stack. Azurite becomes slower with each stored blob. */
  private static final int BATCH = 50;

  private final int count = Integer.getInteger("sequences", 3);
  private final long seed = Long.getLong("sequences.seed", randomSeed());
  private final Summary summary = new Summary();
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path state;

  /** Returns a seed with which the first sequence, the slowest, runs the job through commands. */
  private static long randomSeed() {
    return Generator.COMMANDS_EVERY * (long) new Random().nextInt(1_000_000)
        + Generator.COMMANDS_AT;
  }

  @Test
  void eachSequenceMatchesTheFileStatesPage() throws Exception {
    System.out.println("sequences: seed " + seed);
    for (int first = 0; first < count; first += BATCH) {
      play(seed + first, Math.min(BATCH, count - first), state.resolve("from-" + first));
    }
    System.out.println("sequences: " + summary + " (seed " + seed + ")");
    assertThat(failures).as("differences from the model").isEmpty();
  }

  private void play(long firstSeed, int number, Path folder) throws Exception {
    try (SequenceServers servers = SequenceServers.start(Files.createDirectory(folder))) {
      ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE);
      try {
        List<Future<?>> played = new ArrayList<>();
        for (int index = 0; index < number; index++) {
          Sequence sequence = Generator.sequence(firstSeed + index);
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
  }

  private void play(SequenceServers servers, Sequence sequence) throws Exception {
    Optional<SequenceExecution.Divergence> divergence =
        new SequenceExecution(servers, sequence, summary).run();
    summary.played();
    if (divergence.isPresent()) {
      summary.differed();
      failures.add(report(servers, new Failed(sequence, divergence.get())));
    }
  }

  /** Prints a difference immediately, and again for the shrunk sequence. */
  private String report(SequenceServers servers, Failed failed) throws Exception {
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
        new Shrinker(each -> new SequenceExecution(servers, each, apart).run(), SHRINKING_TRIES)
            .shrink(failed);
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
