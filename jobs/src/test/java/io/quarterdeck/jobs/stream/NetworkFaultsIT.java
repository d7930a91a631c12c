package io.quarterdeck.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts the connections of the function and of bronze to the broker in the middle of a message, at
 * random times, and refuses new ones for some time.
 */
class NetworkFaultsIT {
  /** The number of rounds; {@code -Dquarterdeck.stream.rounds=N} changes it. */
  private static final int ROUNDS = Integer.getInteger("quarterdeck.stream.rounds", 20);

  private static final int EVENTS = 200;

  @TempDir private Path folder;
  private TestStream stream;

  @BeforeEach
  void start() throws Exception {
    stream = new TestStream(folder);
  }

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void cutsLoseAndDuplicateNothing() throws Exception {
    run(1);
  }

  @Test
  @Tag("nightly")
  void manyCutsLoseAndDuplicateNothing() throws Exception {
    run(ROUNDS);
  }

  private void run(int rounds) throws Exception {
    stream.hub().relay().cutRandomly(new Random(23));
    int failures = 0;
    for (int seed = 0; seed < rounds; seed++) {
      Process function =
          stream.emit(
              "--events",
              Integer.toString(EVENTS),
              "--seed",
              Integer.toString(seed),
              "--rate",
              "100");
      failures += bronze();
      if (stream.await(function) != 0) {
        stream.emitUntilSuccess(
            "--events", Integer.toString(EVENTS), "--seed", Integer.toString(seed));
      }
    }
    failures += bronze();
    int cuts = stream.hub().relay().endCuts();
    StreamVerdict verdict = stream.finish();
    assertThat(verdict.unique()).isEqualTo((long) rounds * EVENTS);
    assertThat(cuts).isGreaterThanOrEqualTo(rounds);
    System.out.println("CUTS " + cuts + ", failed runs of bronze " + failures);
  }

  /** Returns 1 if the run failed, because of the connection. */
  private int bronze() {
    try {
      stream.bronze();
      return 0;
    } catch (RuntimeException e) {
      assertThat(e).hasStackTraceContaining("org.apache.kafka");
      return 1;
    }
  }
}
