package io.quarterdeck.cli.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Quarterdeck;
import io.quarterdeck.cli.Run;
import io.quarterdeck.testkit.TcpRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads damaged files, one after the other, and interrupts the repair of each. Injects half as many
 * faults as {@link FaultsIT}. {@code -Dfaults.seed=N} repeats a run.
 */
final class RepairFaultsIT {
  private final int faults = Integer.getInteger("faults", 20) / 2;
  private final long seed = Long.getLong("faults.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final TreeMap<String, Integer> injected = new TreeMap<>();
  private final List<String> mixtures = new ArrayList<>();
  private final List<String> damage = new ArrayList<>();
  private int unfinished;
  private long reads;

  @TempDir private Path folder;
  private Path dataset;

  @Test
  void noFaultAddsRepairedRowsPartiallyOrTwice() throws Exception {
    dataset = Files.writeString(folder.resolve("faults.yaml"), Generation.DATASET);
    System.out.println("faults of repairs: seed " + seed);
    try (FaultServer server = new FaultServer(folder.resolve("postgres"))) {
      for (int fault = 0; fault < faults; fault++) {
        Generation generation = new Generation(fault, 15_000 + random.nextInt(40_000));
        breakAndRepeat(server, fault, generation);
      }
    }
    System.out.printf(
        "faults of repairs: %d injected %s, %d before the rows were there, %d reads: mixtures seen"
            + " %d, damage %d (seed %d)%n",
        faults, injected, unfinished, reads, mixtures.size(), damage.size(), seed);
    assertThat(mixtures).isEmpty();
    assertThat(damage).isEmpty();
    assertThat(unfinished).as("faults before the rows were there").isPositive();
  }

  private void breakAndRepeat(FaultServer server, int fault, Generation generation)
      throws Exception {
    Path rejects = loadDamaged(server, generation);
    String name;
    boolean added;
    try (RepairReader reader = new RepairReader(server, generation)) {
      name = breakRepair(server, fault, rejects);
      added = reader.isRepaired();
      unfinished += added ? 0 : 1;
      Run again = repair(server.port(), rejects, 0);
      String expected =
          added
              ? "\"rowsAdded\":0,\"rowsReplaced\":0,\"rowsPresent\":" + generation.damagedRows()
              : "\"rowsAdded\":"
                  + generation.damagedRows()
                  + ",\"rowsReplaced\":0,\"rowsPresent\":0";
      if (!again.out().contains(expected) || !reader.isRepaired()) {
        damage.add(name + ": run again: " + again + ", expected " + expected);
      }
      mixtures.addAll(reader.mixtures());
      reads += reader.reads();
    }
    injected.merge(name + (added ? ", rows there" : ""), 1, Integer::sum);
    Audit audit = Audit.of(server, generation);
    if (!audit.equals(new Audit(0, 0, 0))) {
      damage.add(name + ": " + audit);
    }
  }

  /** Loads the valid lines of a file. Returns the file of rejects with fixed records. */
  private Path loadDamaged(FaultServer server, Generation generation) throws IOException {
    Path rejects = folder.resolve("rejects-" + generation.number() + ".csv");
    List<String> words =
        new ArrayList<>(List.of("load", generation.writeDamaged(folder).toString()));
    words.addAll(List.of("--max-rejects", "100%", "--rejects", rejects.toString(), "--keep", "1"));
    words.addAll(target(server.port()));
    assertThat(Run.of(words.toArray(new String[0])).error()).isEmpty();
    return Files.writeString(rejects, Files.readString(rejects, UTF_8).replace(",x", ","), UTF_8);
  }

  /** Uses each stage in turn, then random times, the server and the network. */
  private String breakRepair(FaultServer server, int fault, Path rejects) throws Exception {
    RepairStage[] stages = RepairStage.values();
    TcpRelay.Fault[] kinds = TcpRelay.Fault.values();
    int kind = fault % 10;
    if (kind < stages.length) {
      killAt(server, stages[kind], rejects);
      return "kill at " + stages[kind];
    } else if (kind == stages.length) {
      try (KillableProcess process = start(server, rejects)) {
        process.awaitEnd(200 + random.nextInt(1500));
      }
      return "kill at random";
    } else if (kind == stages.length + 1) {
      stopServerDuring(server, rejects);
      return "server stopped, tried again";
    }
    TcpRelay.Fault connectionFault = kinds[kind % kinds.length];
    // A repair sends about three quarters of the file's size.
    try (TcpRelay relay =
        TcpRelay.faulty(
            server.port(), connectionFault, random.nextInt((int) Files.size(rejects)))) {
      repair(relay.port(), rejects, 0);
    }
    return "connection " + connectionFault;
  }

  private void killAt(FaultServer server, RepairStage stage, Path rejects)
      throws IOException, InterruptedException, SQLException {
    try (Connection watching = server.connect();
        KillableProcess process = start(server, rejects)) {
      process.awaitPhase(stage.phase());
      if (stage.sign().isPresent()) {
        process.awaitSign(watching, stage.sign().get());
      }
    }
  }

  private void stopServerDuring(FaultServer server, Path rejects)
      throws IOException, InterruptedException {
    CompletableFuture<Run> repairing =
        CompletableFuture.supplyAsync(() -> repair(server.port(), rejects, 60));
    repairing
        .copy()
        .completeOnTimeout(new Run(0, "", ""), random.nextInt(500), TimeUnit.MILLISECONDS)
        .join();
    server.stopImmediately();
    Run run = repairing.join();
    if (run.exitCode() != 0) {
      damage.add("a repair gave up: " + run.error());
    }
  }

  private KillableProcess start(FaultServer server, Path rejects) throws IOException {
    List<String> words = words(server.port(), rejects, 0);
    // The test uses the phases to decide when to kill the process.
    words.add("--verbose");
    return new KillableProcess(Quarterdeck.class, words);
  }

  private Run repair(int port, Path rejects, int retrySeconds) {
    return Run.of(words(port, rejects, retrySeconds).toArray(new String[0]));
  }

  /**
   * The arguments of the command. It waits for the lock, because after a lost connection the server
   * needs some time to detect that the client has disconnected.
   */
  private List<String> words(int port, Path rejects, int retrySeconds) {
    List<String> words = new ArrayList<>(List.of("load-rejects", rejects.toString()));
    words.addAll(List.of("--json", "--wait", "30", "--retry", "" + retrySeconds));
    words.addAll(target(port));
    return words;
  }

  private List<String> target(int port) {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    return List.of("--dataset", dataset.toString(), "--jdbc-url", url, "--user", "postgres");
  }
}
