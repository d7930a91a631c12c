package io.quarterdeck.loader.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.loader.load.LoadRequest.WaitLimits;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests that autovacuum does not delay a publication. */
final class PublicationIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  private static final String WORKERS =
      "select count(*) from pg_locks l join pg_stat_activity a using (pid)"
          + " where a.backend_type = 'autovacuum worker' and l.granted"
          + " and l.mode = 'ShareUpdateExclusiveLock' and l.relation = '%s'::regclass";

  @TempDir private Path folder;
  private final ActingProgress progress = new ActingProgress();
  private Path dataset;

  @BeforeEach
  void writeDataset() throws Exception {
    dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns: [{name: amount, type: bigint, nullable: false}]
            mode: replace
            """);
    SERVER.execute("alter system set autovacuum_naptime = '1s'");
    SERVER.execute("alter system set autovacuum_vacuum_insert_threshold = 1");
    SERVER.execute("alter system set autovacuum_vacuum_insert_scale_factor = 0");
    // A worker needs longer than the test waits: it pauses 0.1 s after each page.
    SERVER.execute("alter system set autovacuum_vacuum_cost_delay = '100ms'");
    SERVER.execute("alter system set autovacuum_vacuum_cost_limit = 1");
    SERVER.execute("select pg_reload_conf()");
  }

  @Test
  @Timeout(180)
  void autovacuumOfThePublishedRowsIsCanceled() throws Exception {
    load("1");
    progress.once(
        "publishing load 2",
        () -> {
          while (SERVER.rows(WORKERS.formatted("shop.sales_load_1")).equals(List.of("0"))) {
            Thread.onSpinWait();
          }
        });

    LoadResult second = load("2");

    assertThat(second.outcome()).isEqualTo(LoadResult.Outcome.PUBLISHED);
    assertThat(SERVER.rows("select distinct amount from shop.sales")).containsExactly("2");
    assertThat(SERVER.rows("select reloptions from pg_class where relname = 'sales_load_2'"))
        .containsExactly("");
  }

  private LoadResult load(String amount) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve(amount + ".csv"), "amount\n" + (amount + "\n").repeat(300_000));
    WaitLimits limits = new WaitLimits(Duration.ZERO, Duration.ofSeconds(30), Duration.ZERO);
    PostgresEndpoint endpoint =
        new PostgresEndpoint(SERVER.jdbcUrl(), "postgres", Optional.empty());
    return new ForcedLoad(dataset, file, limits)
        .into(new Postgres(endpoint, "PublicationIT"), progress);
  }
}
