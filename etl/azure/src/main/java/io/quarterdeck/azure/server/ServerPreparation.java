package io.quarterdeck.azure.server;

import io.quarterdeck.azure.stack.ServerSetup;
import io.quarterdeck.contract.PostgresExtensions;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.OwnerRole;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.postgres.TransientErrors;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Restarts the server if it has not loaded the libraries of the extensions, and creates the
 * extensions and the role that owns Quarterdeck's objects. See
 * docs/decisions/0073-a-command-restarts-the-server.md.
 *
 * @param stack the name of the stack, for the commands in messages
 * @param administrator the database, with a role that is a member of {@code azure_pg_admin}
 * @param server finds the server in Resource Manager
 */
public record ServerPreparation(
    String stack, PostgresEndpoint administrator, Supplier<FlexibleServer> server)
    implements ServerSetup {
  private static final String WHAT = "prepare PostgreSQL";
  private static final String APPLICATION = "quarterdeck preparation of the server";

  /**
   * Longer than any restart: the recovery of a server with a full write-ahead log takes minutes.
   */
  private static final Duration LONGEST_RESTART = Duration.ofMinutes(30);

  /**
   * If a server has a standby, its name can resolve to the old server for some time after a
   * restart.
   */
  private static final Duration LONGEST_CONNECT = Duration.ofMinutes(5);

  @Override
  public Result prepare(Duration patience, Progress progress) {
    progress.phase("checking PostgreSQL's extensions");
    // Use one session for both queries: a session ends some time after its client closed it, so a
    // closed session would count as another session.
    Optional<FlexibleServer> pending =
        asAdministrator(
            connection ->
                missingLibraries(connection).isEmpty()
                    ? Optional.empty()
                    : Optional.of(idleServer(connection, patience, progress)));
    pending.ifPresent(found -> restart(found, progress));
    return new Result(
        place(),
        pending.isPresent(),
        asAdministrator(
            connection -> {
              createOwner(connection);
              return createExtensions(connection, progress);
            }));
  }

  private void createOwner(Connection connection) throws SQLException {
    Optional<OwnerRole> owner = administrator.signIn().owner();
    if (owner.isPresent()) {
      owner.get().create(connection);
    }
  }

  @Override
  public Result restartNew(Progress progress) {
    FlexibleServer found = server.get();
    boolean isPending = requireLibraries(found).isPendingRestart();
    if (isPending) {
      restartByAzure(found, progress);
    }
    return new Result(place(), isPending, List.of());
  }

  private String place() {
    return administrator.jdbcUrl().replaceFirst("^jdbc:postgresql://([^?]*).*", "$1");
  }

  /** Returns the server if a restart loads the libraries and no session prevents the restart. */
  private FlexibleServer idleServer(Connection connection, Duration patience, Progress progress)
      throws SQLException {
    FlexibleServer found = server.get();
    requireLibraries(found);
    awaitIdle(connection, found.name(), patience, progress);
    return found;
  }

  private ServerParameter requireLibraries(FlexibleServer found) {
    String parameter = PostgresExtensions.LIBRARIES_PARAMETER;
    ServerParameter libraries = found.parameter(parameter);
    if (!libraries.elements().containsAll(PostgresExtensions.ALL)) {
      throw Failure.of(
          "Cannot load %s into %s: its parameter %s is '%s'; expected these libraries in it. Run"
              + " pulumi refresh --stack %s, then pulumi up --stack %s, which sets it, then run"
              + " this again.",
          String.join(" and ", PostgresExtensions.ALL),
          found.name(),
          parameter,
          libraries.value(),
          stack,
          stack);
    }
    return libraries;
  }

  private void awaitIdle(Connection connection, String name, Duration patience, Progress progress)
      throws SQLException {
    List<String> busy = new ArrayList<>();
    Optional<Boolean> idle =
        Retry.with(Backoff.POLITE)
            .within(patience, Retry.Start.FIRST_ATTEMPT)
            .poll(
                left -> {
                  busy.clear();
                  busy.addAll(BusySessions.of(connection));
                  if (busy.isEmpty()) {
                    return Optional.of(true);
                  }
                  progress.phase("waiting for " + String.join(", ", busy));
                  return Optional.empty();
                });
    if (idle.isEmpty()) {
      throw Failure.of(
          "Cannot restart %s, which is necessary because %s changed: a restart ends all sessions,"
              + " and found %s; expected no load, export, statement or open transaction. Wait for"
              + " the sessions to end, then run ./quarterdeck prepare-server --stack %s.",
          name, PostgresExtensions.LIBRARIES_PARAMETER, String.join(", ", busy), stack);
    }
  }

  private static void restartByAzure(FlexibleServer found, Progress progress) {
    progress.note(
        "Restarting %s, because %s changed."
            .formatted(found.name(), PostgresExtensions.LIBRARIES_PARAMETER));
    progress.phase("restarting " + found.name());
    found.restart(LONGEST_RESTART);
  }

  private void restart(FlexibleServer found, Progress progress) {
    restartByAzure(found, progress);
    progress.phase("connecting to " + found.name());
    List<String> missing = awaitConnection();
    if (!missing.isEmpty()) {
      throw Failure.of(
          "Cannot load %s into %s: it was restarted without them; expected it to load the"
              + " libraries of its parameter %s. See the server's log, then run this again.",
          String.join(" and ", missing), found.name(), PostgresExtensions.LIBRARIES_PARAMETER);
    }
  }

  /** Waits until the server accepts connections. Returns the libraries that it has not loaded. */
  private List<String> awaitConnection() {
    return Retry.with(Backoff.POLITE)
        .within(LONGEST_CONNECT, Retry.Start.FIRST_ATTEMPT)
        .call(
            () -> asAdministrator(ServerPreparation::missingLibraries),
            failure -> TransientErrors.in(failure).isPresent());
  }

  private static List<String> missingLibraries(Connection connection) throws SQLException {
    List<String> loaded =
        ServerParameter.elements(
            Sql.first(
                    connection,
                    row -> row.getString(1),
                    "select current_setting(?)",
                    PostgresExtensions.LIBRARIES_PARAMETER)
                .orElseThrow());
    return PostgresExtensions.ALL.stream().filter(name -> !loaded.contains(name)).toList();
  }

  private static List<String> createExtensions(Connection connection, Progress progress)
      throws SQLException {
    List<String> present =
        Sql.list(connection, row -> row.getString(1), "select extname from pg_extension");
    List<String> created = new ArrayList<>();
    for (String extension : PostgresExtensions.ALL) {
      if (!present.contains(extension)) {
        progress.phase("creating the extension " + extension);
        Sql.execute(connection, "create extension if not exists " + extension);
        created.add(extension);
      }
    }
    return created;
  }

  /** Work with a connection. */
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T asAdministrator(Work<T> work) {
    try (Connection connection = new Postgres(administrator, APPLICATION).connect(WHAT)) {
      // Sessions of an administrator act as the owner of the tables. The owner is not allowed to
      // create extensions or to read this parameter.
      Sql.execute(connection, "set role none");
      return work.on(connection);
    } catch (SQLException e) {
      throw PostgresFailure.of(WHAT, administrator, e);
    }
  }
}
