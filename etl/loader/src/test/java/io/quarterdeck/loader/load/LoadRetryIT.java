package io.quarterdeck.loader.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.load.LoadRequest.WaitLimits;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.testkit.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests which errors of PostgreSQL are retried. */
final class LoadRetryIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  private static final String NAME = "quarterdeck load of shop by LoadRetryIT";
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final ActingProgress progress = new ActingProgress();
  private Path dataset;
  private Path file;

  @BeforeEach
  void writeFiles() throws IOException {
    dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns: [{name: amount, type: bigint, nullable: false}]
            indexes: [[amount]]
            mode: append
            """);
    file = Files.writeString(folder.resolve("a.csv"), "amount\n" + "1\n".repeat(1000));
  }

  @AfterEach
  void dropEverything() throws SQLException {
    SERVER.execute("drop schema if exists shop cascade");
    SERVER.execute("drop schema if exists quarterdeck cascade");
  }

  @Test
  void aFailoverDuringTheIndexBuildIsReportedAndRetried() throws Exception {
    progress.once("building indexes", () -> endSessions());

    assertThat(load("postgres", LONG).outcome()).isEqualTo(LoadResult.Outcome.PUBLISHED);
    assertThat(progress.notes().get(1))
        .matches(
            "PostgreSQL failed: terminating connection due to administrator command \\(SQLSTATE"
                + " 57P01\\); try 2 in 0\\.[2-5] s, the last one within \\d+ s\\.");
    assertThat(SERVER.rows("select count(*), count(distinct load_line) from shop.sales"))
        .containsExactly("1000|1000");
    assertThat(SERVER.rows("select id, status from quarterdeck.load order by id"))
        .containsExactly("1|failed", "2|published");
  }

  @Test
  void aFailoverWhilePublishingDoesNotAppendTheFileTwice() throws Exception {
    progress.once("publishing load 1", () -> endSessions());

    assertThat(load("postgres", LONG).outcome()).isEqualTo(LoadResult.Outcome.PUBLISHED);
    assertThat(SERVER.rows("select count(*) from shop.sales")).containsExactly("1000");
  }

  @Test
  void tooManyConnectionsAreRetried() throws Exception {
    SERVER.execute(
        "create role few login connection limit 1; grant create on database postgres to few");
    try {
      progress.onNote(() -> SERVER.execute("alter role few connection limit 9"));

      assertThat(load("few", LONG).outcome()).isEqualTo(LoadResult.Outcome.PUBLISHED);
      assertThat(progress.notes().get(0))
          .startsWith(
              "PostgreSQL failed: too many connections for role \"few\" (SQLSTATE 53300); try 2"
                  + " in ");
    } finally {
      SERVER.execute("drop owned by few cascade; drop role few");
    }
  }

  @Test
  void anUnreachableServerIsRetriedUntilTheDeadline() {
    PostgresEndpoint nowhere =
        new PostgresEndpoint("jdbc:postgresql://127.0.0.1:1/none", "ada", Optional.empty());

    assertThatThrownBy(() -> load(nowhere, Duration.ofSeconds(1)))
        .isInstanceOf(Failure.class)
        .message()
        .startsWith("Cannot load " + file + ": Connection to 127.0.0.1:1 refused.");
    assertThat(progress.notes()).isNotEmpty();
  }

  @Test
  void aMissingDatabaseIsNotRetried() {
    PostgresEndpoint wrong =
        new PostgresEndpoint(
            SERVER.jdbcUrl().replaceAll("/postgres$", "/none"), "postgres", Optional.empty());

    assertThatThrownBy(() -> load(wrong, LONG))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot load "
                + file
                + ": database \"none\" does not exist (SQLSTATE 3D000); expected the database of "
                + wrong.jdbcUrl()
                + ". Create it, or change the URL.");
    assertThat(progress.notes()).isEmpty();
  }

  @Test
  void theServerDetectsADisconnectedLoaderWithinAMinute() throws Exception {
    PostgresEndpoint endpoint =
        new PostgresEndpoint(SERVER.jdbcUrl(), "postgres", Optional.empty());
    try (Connection connection = new Postgres(endpoint, NAME).connect("ask")) {
      assertThat(
              Sql.list(
                  connection,
                  row -> row.getInt(1),
                  "select setting::integer from pg_settings where name like 'tcp_keepalives%'"
                      + " order by name"))
          .containsExactly(3, 30, 10);
    }
  }

  private void endSessions() throws SQLException {
    SERVER.rows(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = '"
            + NAME
            + "'");
  }

  private LoadResult load(String user, Duration server) {
    return load(new PostgresEndpoint(SERVER.jdbcUrl(), user, Optional.empty()), server);
  }

  private LoadResult load(PostgresEndpoint endpoint, Duration server) {
    WaitLimits limits = new WaitLimits(Duration.ZERO, WaitLimits.DEFAULT.readerWait(), server);
    return new ForcedLoad(dataset, file, limits).into(new Postgres(endpoint, NAME), progress);
  }
}
