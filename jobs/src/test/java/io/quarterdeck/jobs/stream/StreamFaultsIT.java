package io.quarterdeck.jobs.stream;

import static io.quarterdeck.jobs.stream.OrderText.cancelled;
import static io.quarterdeck.jobs.stream.OrderText.changed;
import static io.quarterdeck.jobs.stream.OrderText.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.LostEvents;
import io.quarterdeck.contract.StreamTrigger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the jobs between any two changes of their storage, and kills the broker. Afterwards, no
 * event is lost or duplicated, and the tables are those of a computation from bronze.
 */
@Tag("nightly")
class StreamFaultsIT {
  /** The number of kills of bronze; {@code -Dquarterdeck.stream.kills=N} changes it. */
  private static final int KILLS = Integer.getInteger("quarterdeck.stream.kills", 80);

  /** The pipeline takes longer, so it is killed after some kills of bronze only. */
  private static final int PIPELINE_EVERY = 4;

  private static final int BROKER_EVERY = 7;

  @TempDir private Path folder;
  private final Random random = new Random(20);
  private HubProcess hub;
  private OrderLake lake;
  private SparkSession session;
  private int sent;

  @BeforeEach
  void start() throws Exception {
    hub = new HubProcess(folder.resolve("hub"));
    lake = new OrderLake(folder.resolve("tables"));
    session = lake.lake().session();
    session
        .conf()
        .set(
            "spark.sql.streaming.checkpointFileManagerClass",
            "org.apache.spark.sql.execution.streaming.FileSystemBasedCheckpointFileManager");
    MortalStorage.install(session);
  }

  @AfterEach
  void close() {
    MortalStorage.remove(session);
    hub.close();
  }

  @Test
  void killsAtAnyChangeOfTheStorageLoseAndDuplicateNothing() throws Exception {
    send();
    long bronzeChanges = changes(this::bronze);
    long pipelineChanges = changes(lake::run);
    assertThat(bronzeChanges).isGreaterThan(4);
    assertThat(pipelineChanges).isGreaterThan(30);
    int kills = 0;
    for (int i = 0; i < KILLS; i++) {
      send();
      if (i % BROKER_EVERY == BROKER_EVERY - 1) {
        hub.kill();
        hub.start();
      }
      // Each position is used in turn, and then random ones.
      kills += kill(this::bronze, i < bronzeChanges ? i : random.nextLong(bronzeChanges));
      if (i % PIPELINE_EVERY == 0) {
        long part = pipelineChanges * PIPELINE_EVERY / KILLS + 1;
        kills += kill(lake::run, i / PIPELINE_EVERY * part + random.nextLong(part));
      }
    }
    bronze();
    lake.run();
    StreamVerdict verdict = lake.verify().require();
    assertThat(verdict.events()).isEqualTo(sent);
    assertThat(kills).isGreaterThanOrEqualTo(KILLS * 9 / 10);
    System.out.println("KILLS " + kills + ": " + verdict.summary());
  }

  private void bronze() {
    new BronzeStream(lake.lake(), hub.source(), "run-1", lake.folder().progress())
        .run(StreamTrigger.AVAILABLE_NOW, LostEvents.REFUSE);
  }

  /** Returns the number of changes of the storage that a run makes. */
  private static long changes(Runnable run) {
    long many = 1_000_000;
    MortalStorage.killAfter(many);
    run.run();
    return many - MortalStorage.revive();
  }

  /** Runs a job that is killed, and then again. Returns the number of kills. */
  private static int kill(Runnable run, long after) {
    MortalStorage.killAfter(after);
    try {
      run.run();
      // The run made fewer changes than the first one.
      MortalStorage.revive();
      return 0;
    } catch (Exception e) {
      // Spark throws checked exceptions that its methods do not declare.
      assertThat(MortalStorage.isDead()).as(e.toString()).isTrue();
      MortalStorage.revive();
      return 1;
    }
  }

  /** Sends events with a duplicate, a malformed one, versions out of order and a cancellation. */
  private void send() throws Exception {
    Instant now = Instant.now();
    String name = "n" + sent;
    List<String> first = new ArrayList<>();
    first.add(placed(name + "-1", now, name + "-a", "5 2 10.10"));
    first.add(changed(name + "-3", now.plusMillis(2), name + "-b", 2, "6 1 0.05", "7 3 2.50"));
    first.add(placed(name + "-1", now, name + "-a", "5 2 10.10"));
    first.add("{\"event_id\":");
    first.add(placed(name + "-4", now.minusSeconds(10_000), name + "-c", "8 1 1.00"));
    List<String> second = new ArrayList<>();
    second.add(placed(name + "-2", now, name + "-b", "6 9 0.05"));
    second.add(cancelled(name + "-5", now.plusMillis(3), name + "-c", 2));
    hub.send(0, first);
    hub.send(1, second);
    sent += first.size() + second.size();
  }
}
