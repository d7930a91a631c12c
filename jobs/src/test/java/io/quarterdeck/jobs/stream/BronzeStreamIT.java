package io.quarterdeck.jobs.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.contract.LostEvents;
import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests bronze with the broker of the local stack. */
class BronzeStreamIT {
  private static final String BRONZE = "bronze/retail-orders";

  @TempDir private Path folder;
  private HubProcess hub;
  private OrderLake lake;

  @BeforeEach
  void start() throws Exception {
    hub = new HubProcess(folder.resolve("hub"));
    lake = new OrderLake(folder.resolve("tables"));
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private long run(HubSource source, LostEvents lost) {
    return new BronzeStream(lake.lake(), source, "run-1", lake.folder().progress())
        .run(StreamTrigger.AVAILABLE_NOW, lost);
  }

  private long run() {
    return run(hub.source(), LostEvents.REFUSE);
  }

  @Test
  void eachEventArrivesOnceAndAsItWasSent() throws Exception {
    hub.send(0, List.of("a", "b"));
    hub.send(1, List.of("c"));
    run();
    hub.send(1, List.of("d"));
    run();
    run();
    assertThat(
            lake.rows(
                BRONZE,
                "partition",
                "offset",
                "string(value)",
                "string(key)",
                "headers[0].key",
                "hex(headers[0].value)",
                "topic",
                "run",
                "ingested >= enqueued"))
        .containsExactly(
            "0 0 a key trace 0102 retail-orders run-1 true",
            "0 1 b key trace 0102 retail-orders run-1 true",
            "1 0 c key trace 0102 retail-orders run-1 true",
            "1 1 d key trace 0102 retail-orders run-1 true");
  }

  @Test
  @Tag("nightly")
  void eventsThatTheHubDeletedAreNeverSkippedUnlessThisIsAccepted() throws Exception {
    hub.send(0, List.of("a", "b"));
    run();
    hub.send(0, List.of("c", "d", "e"));
    // The retention of the hub deletes events in the same way: it moves the start of the log.
    hub.stop();
    Files.writeString(
        hub.data().resolve("log-start-offset-checkpoint"), "0\n1\nretail-orders 0 4\n");
    hub.start();
    assertThatThrownBy(this::run)
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith(
            "Cannot read partition 0 of the event hub retail-orders: found the event 4 as its first"
                + " one; expected the event 2. Event Hubs deleted events before bronze read them");
    assertThat(lake.rows(BRONZE, "offset")).containsExactly("0", "1");
    run(hub.source(), LostEvents.ACCEPT);
    assertThat(lake.rows(BRONZE, "offset")).containsExactly("0", "1", "4");
    lake.run();
    assertThat(lake.verify().missing()).isEqualTo(2);
  }

  @Test
  @Tag("nightly")
  void aHubThatWasCreatedAgainIsNoticed() throws Exception {
    hub.send(0, List.of("a", "b", "c"));
    run();
    hub.close();
    HubProcess other = new HubProcess(folder.resolve("other"));
    try (other) {
      other.send(0, List.of("x"));
      assertThatThrownBy(() -> run(other.source(), LostEvents.REFUSE))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("expected the event 3");
    }
  }

  @Test
  @Tag("nightly")
  void aTableWithoutItsCheckpointAndACheckpointWithoutItsTableAreRefused() throws Exception {
    hub.send(0, List.of("a"));
    run();
    Path tables = folder.resolve("tables/lake");
    Files.move(tables.resolve("checkpoints"), folder.resolve("checkpoints"));
    assertThatThrownBy(this::run)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("found rows in the table and no checkpoint");
    Files.move(folder.resolve("checkpoints"), tables.resolve("checkpoints"));
    FileUtil.fullyDelete(tables.resolve("bronze").toFile());
    assertThatThrownBy(this::run)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("found no table and a checkpoint");
  }

  @Test
  @Tag("nightly")
  void aWrongConnectionStringIsRefused() {
    HubSource wrong =
        new HubSource(
            "",
            "retail-orders",
            "",
            Optional.of(hub.source().connection().orElseThrow().replace("a2V5PQ==", "b3RoZXI=")));
    assertThatThrownBy(() -> run(wrong, LostEvents.REFUSE))
        .rootCause()
        .hasMessageContaining("uthentication failed");
  }

  @Test
  @Tag("nightly")
  void bronzeContinuesAfterTheBrokerWasKilled() throws Exception {
    hub.send(0, List.of("a"));
    run();
    hub.kill();
    hub.start();
    hub.send(0, List.of("b"));
    run();
    assertThat(lake.rows(BRONZE, "offset")).containsExactly("0", "1");
  }

  @Test
  @Tag("nightly")
  void ofTwoRunsAtOnceOneRunsAndNoEventIsAddedTwice() throws Exception {
    for (int round = 0; round < 3; round++) {
      hub.send(0, Collections.nCopies(500, "x" + round));
      List<Process> runs = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        runs.add(process(folder.resolve("run-" + round + "-" + i)));
      }
      List<Integer> codes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        codes.add(runs.get(i).waitFor());
        if (codes.get(i) != 0) {
          assertThat(folder.resolve("run-" + round + "-" + i))
              .content()
              .contains("found another run that processes the same events");
        }
      }
      assertThat(codes).contains(0);
      run();
      assertThat(lake.rows(BRONZE, "count(*)", "count(DISTINCT offset)"))
          .containsExactly("%1$d %1$d".formatted(500 * (round + 1)));
    }
  }

  private Process process(Path output) throws Exception {
    return StreamProcess.start(
        StreamProcess.Program.BRONZE,
        StreamTrigger.AVAILABLE_NOW,
        folder.resolve("tables"),
        folder.resolve("hub"),
        output);
  }
}
