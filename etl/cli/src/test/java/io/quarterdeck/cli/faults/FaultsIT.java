package io.quarterdeck.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.terminal.Console;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.testkit.TcpRelay;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loads files into one table, one after the other, and interrupts each load. {@code -Dfaults=N}
 * sets the number of loads (default 20), and {@code -Dfaults.seed=N} repeats a run.
 */
final class FaultsIT {
  private final int faults = Integer.getInteger("faults", 20);
  private final long seed = Long.getLong("faults.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final TreeMap<String, Integer> injected = new TreeMap<>();
  private final List<String> mixtures = new ArrayList<>();
  private final List<String> damage = new ArrayList<>();
  private long broken;
  private long reads;
  private long lost;
  private long twice;
  private long orphans;

  @TempDir private Path folder;
  private Path dataset;

  @Test
  void noFaultCausesMixedLostOrDuplicateRowsOrOrphans() throws Exception {
    dataset = Files.writeString(folder.resolve("faults.yaml"), Generation.DATASET);
    System.out.println("faults: seed " + seed);
    try (FaultServer server = new FaultServer(folder.resolve("postgres"))) {
      Generation before = new Generation(0, 1000);
      loadWhole(server, before);
      for (int fault = 0; fault < faults; fault++) {
        Generation next = new Generation(fault + 1, 5_000 + random.nextInt(60_000));
        inject(server, fault, before, next);
        before = next;
      }
      // The other loads were killed before they had an entry, or were published before the fault.
      broken =
          server
              .numbers(
                  "select count(*) from quarterdeck.load where status in ('failed', 'interrupted')")
              .get(0);
    }
    System.out.printf(
        "faults: %d injected %s, %d half-done loads, %d reads: mixtures seen %d, rows lost %d, rows"
            + " twice %d, orphans %d (seed %d)%n",
        faults, injected, broken, reads, mixtures.size(), lost, twice, orphans, seed);
    assertThat(mixtures).isEmpty();
    assertThat(damage).isEmpty();
  }

  private void inject(FaultServer server, int fault, Generation before, Generation next)
      throws Exception {
    Path file = next.write(folder);
    String name;
    try (PollingReader reader = new PollingReader(server, before, next)) {
      name = breakLoad(server, fault, file);
      loadWhole(server, next);
      mixtures.addAll(reader.mixtures());
      reads += reader.reads();
    }
    injected.merge(name, 1, Integer::sum);
    Audit audit = Audit.of(server, next);
    lost += audit.lost();
    twice += audit.twice();
    orphans += audit.orphans();
    if (!audit.equals(new Audit(0, 0, 0))) {
      damage.add("fault " + fault + ", " + name + ": " + audit);
    }
    Files.delete(file);
  }

  /** Uses each stage in turn, then the server, the network and random times, and starts over. */
  private String breakLoad(FaultServer server, int fault, Path file) throws Exception {
    Stage[] stages = Stage.values();
    TcpRelay.Fault[] kinds = TcpRelay.Fault.values();
    int kind = fault % 20;
    if (kind < stages.length) {
      new KilledLoad(server, dataset).at(stages[kind], file);
      return "kill at " + stages[kind];
    } else if (kind < stages.length + 4) {
      new KilledLoad(server, dataset).after(200 + random.nextInt(1500), file);
      return "kill at random";
    } else if (kind < stages.length + 7) {
      boolean again = random.nextBoolean();
      stopServerDuring(server, file, again ? Duration.ofSeconds(60) : Duration.ZERO);
      return again ? "server stopped, tried again" : "server stopped";
    }
    TcpRelay.Fault connectionFault = kinds[kind % kinds.length];
    try (TcpRelay relay =
        TcpRelay.faulty(
            server.port(), connectionFault, random.nextInt((int) (3 * Files.size(file))))) {
      load(server.endpoint(relay.port()), file, Duration.ZERO);
    }
    return "connection " + connectionFault;
  }

  private void stopServerDuring(FaultServer server, Path file, Duration retry)
      throws IOException, InterruptedException {
    CompletableFuture<Optional<Failure>> loading =
        CompletableFuture.supplyAsync(() -> load(server.endpoint(server.port()), file, retry));
    loading
        .copy()
        .completeOnTimeout(Optional.empty(), random.nextInt(800), TimeUnit.MILLISECONDS)
        .join();
    server.stopImmediately();
    loading
        .join()
        .filter(failure -> retry.compareTo(Duration.ZERO) > 0)
        .ifPresent(failure -> damage.add("a load gave up: " + failure.getMessage()));
  }

  private void loadWhole(FaultServer server, Generation generation)
      throws IOException, SQLException {
    Optional<Failure> failure =
        load(server.endpoint(server.port()), generation.write(folder), Duration.ZERO);
    if (failure.isPresent()) {
      damage.add("the load after the fault failed: " + failure.get().getMessage());
    }
  }

  private Optional<Failure> load(PostgresEndpoint endpoint, Path file, Duration retry) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try (StepProgress progress = new Console(nowhere, Console.Style.PLAIN).step("load")) {
      LoadingProcess.load(file, dataset, endpoint, Optional.empty(), retry, progress);
      return Optional.empty();
    } catch (Failure e) {
      return Optional.of(e);
    }
  }
}
