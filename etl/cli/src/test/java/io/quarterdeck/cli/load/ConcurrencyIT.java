package io.quarterdeck.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Quarterdeck;
import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.Shell;
import io.quarterdeck.loader.postgres.AdvisoryLock;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs loads, rollbacks and readers concurrently on a real PostgreSQL. */
class ConcurrencyIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  private static final int MANY = 400_000;

  @TempDir private Path folder;
  private Shop shop;

  @BeforeEach
  void openShop() throws Exception {
    shop = new Shop(SERVER, folder);
    assertThat(shop.load(shop.file("a.csv", "01-02-2022,tea,1\n")).error()).isEmpty();
  }

  @AfterEach
  void dropEverything() throws SQLException {
    SERVER.execute("drop schema if exists shop, other cascade");
    SERVER.execute("drop schema if exists quarterdeck cascade");
  }

  @Test
  void aSecondLoadOfADatasetNamesTheFirstOrWaits() throws Exception {
    CompletableFuture<Run> first = loading(shop, shop.large("b.csv", "pot", MANY));
    Path next = shop.file("c.csv", "01-02-2022,mug,3\n");

    Run refused = shop.load(next);
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .matches(
            "Cannot change shop\\.sales: quarterdeck load of shop by .+@.+ \\(role postgres, server"
                + " process \\d+, since [^)]+\\) holds it; expected one load per dataset at a"
                + " time\\. Wait for it to end, or pass --wait with the seconds to wait\\.");
    assertThat(first).isNotDone();
    Run waited = shop.load(next, "--wait", "120");

    assertThat(waited.error()).isEmpty();
    assertThat(first.get().error()).isEmpty();
    assertThat(shop.rows()).containsExactly("3|2|2022-02-01|mug|3");
    assertThat(statuses()).containsExactly("1|superseded", "2|superseded", "3|published");
  }

  @Test
  void ctrlCEndsALoadThatWaitsForTheLock() throws Exception {
    Path next = shop.file("c.csv", "01-02-2022,mug,3\n");
    try (Connection holder = SERVER.connect();
        Statement statement = holder.createStatement()) {
      statement.execute(
          "select pg_advisory_lock(%d, hashtext('shop.sales'))".formatted(AdvisoryLock.NAMESPACE));
      List<String> words = List.of("load", next.toString(), "--wait", "120", "--dataset");
      try (Shell.Started load =
          Shell.start(
              folder,
              List.of("-cp", System.getProperty("java.class.path"), Quarterdeck.class.getName()),
              Stream.concat(
                      words.stream(),
                      Stream.of(
                          shop.dataset().toString(),
                          "--jdbc-url",
                          SERVER.jdbcUrl(),
                          "--user",
                          "postgres"))
                  .toArray(String[]::new))) {
        load.await(this::aSessionWaitsForALock);
        assertThat(load.terminate()).isEqualTo(143);
      }
    }

    // If the wait continued, the message after ten seconds would be "Interrupted before the clean-
    // up was done".
    assertThat(folder.resolve("error.txt"))
        .content()
        .endsWith("Interrupted: nothing was published." + System.lineSeparator());
    assertThat(shop.rows()).containsExactly("1|2|2022-02-01|tea|1");
  }

  private boolean aSessionWaitsForALock() {
    try {
      return !SERVER
          .rows("select pid from pg_locks where locktype = 'advisory' and not granted")
          .isEmpty();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void loadsOfTwoDatasetsRunTogether() throws Exception {
    CompletableFuture<Run> first = loading(shop, shop.large("b.csv", "pot", MANY));
    Shop other = new Shop(SERVER, folder, "other");
    Run second = other.load(other.file("o.csv", "01-02-2022,mug,3\n"));

    assertThat(second.error()).isEmpty();
    assertThat(other.rows()).containsExactly("3|2|2022-02-01|mug|3");
    assertThat(first.get().error()).isEmpty();
    assertThat(SERVER.rows("select count(*) from shop.sales")).containsExactly("" + MANY);
  }

  @Test
  void aRollbackDuringALoadIsRefusedUnlessItWaits() throws Exception {
    CompletableFuture<Run> first = loading(shop, shop.large("b.csv", "pot", MANY));

    Run refused = shop.rollback();
    assertThat(refused.error())
        .startsWith("Cannot change shop.sales: quarterdeck load of shop by ")
        .contains(" holds it; expected one load per dataset at a time.");
    assertThat(first).isNotDone();
    Run waited = shop.rollback("--wait", "120");

    assertThat(first.get().error()).isEmpty();
    assertThat(waited.error()).isEmpty();
    assertThat(waited.out()).contains("Took load 2 (b.csv) back.");
    assertThat(shop.rows()).containsExactly("1|2|2022-02-01|tea|1");
  }

  /** An export reads one range after the other in one snapshot, for an unlimited time. */
  @Test
  void anExportThatBeganBeforeALoadSeesOnlyTheOldRows() throws Exception {
    try (Connection export = SERVER.connect();
        Statement statement = export.createStatement()) {
      export.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      export.setAutoCommit(false);
      assertThat(count(statement)).isEqualTo(1);
      CompletableFuture<Run> load =
          CompletableFuture.supplyAsync(() -> shop.load(path("b.csv", 5)));
      awaitBlockedPublication(load);
      assertThat(count(statement)).isEqualTo(1);
      assertThat(load).isNotDone();
      export.commit();
      assertThat(load.get().error()).isEmpty();
      assertThat(count(statement)).isEqualTo(5);
      export.commit();
    }
  }

  @Test
  void readersDoNotQueueBehindAPublicationThatWaitsForALongReader() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (Connection reader = SERVER.connect();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      assertThat(count(statement)).isEqualTo(1);
      CompletableFuture<Run> load =
          CompletableFuture.supplyAsync(() -> shop.load(path("b.csv", 5)));
      awaitBlockedPublication(load);

      List<CompletableFuture<Long>> others = new ArrayList<>();
      for (int index = 0; index < 4; index++) {
        others.add(CompletableFuture.supplyAsync(() -> reads(done)));
      }
      // The publication requests the lock several times while the others read.
      for (int tries = 0; tries < 3; tries++) {
        awaitBlockedPublication(load);
        awaitNoSessionBlocked();
      }
      assertThat(load).isNotDone();
      done.set(true);
      for (CompletableFuture<Long> other : others) {
        assertThat(other.get()).isPositive();
      }
      reader.commit();
      assertThat(load.get().error()).isEmpty();
    }
    assertThat(SERVER.rows("select count(*) from shop.sales")).containsExactly("5");
  }

  /**
   * Reads until done. Fails if a lock takes longer than the lock timeout of the publication plus a
   * margin.
   */
  private static long reads(AtomicBoolean done) {
    long reads = 0;
    try (Connection connection = SERVER.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '1500ms'");
      do {
        assertThat(count(statement)).isEqualTo(1);
        reads++;
      } while (!done.get());
      return reads;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(Statement statement) throws SQLException {
    try (ResultSet answer = statement.executeQuery("select count(*) from shop.sales")) {
      answer.next();
      return answer.getLong(1);
    }
  }

  private static void awaitBlockedPublication(CompletableFuture<Run> load) throws SQLException {
    while (blocked().isEmpty()) {
      assertThat(load).isNotDone();
      Thread.onSpinWait();
    }
  }

  private static void awaitNoSessionBlocked() throws SQLException {
    while (!blocked().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private static List<String> blocked() throws SQLException {
    return SERVER.rows(
        "select 1 from pg_locks l join pg_stat_activity a using (pid) where not l.granted"
            + " and l.locktype = 'relation' and a.application_name like 'quarterdeck%'");
  }

  /** Starts a load and returns when it holds the lock of the dataset. */
  private static CompletableFuture<Run> loading(Shop shop, Path file) throws SQLException {
    CompletableFuture<Run> load = CompletableFuture.supplyAsync(() -> shop.load(file));
    while (SERVER.rows("select 1 from quarterdeck.load where status = 'running'").isEmpty()) {
      assertThat(load).isNotDone();
      Thread.onSpinWait();
    }
    return load;
  }

  private Path path(String name, int rows) {
    try {
      return shop.large(name, "pot", rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> statuses() throws SQLException {
    return SERVER.rows("select id, status from quarterdeck.load order by id");
  }
}
