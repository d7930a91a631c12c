package io.quarterdeck.local.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.rotation.DatabaseLogins;
import io.quarterdeck.azure.rotation.Rotation;
import io.quarterdeck.azure.rotation.RotationRequest;
import io.quarterdeck.azure.rotation.RotationRequest.Old;
import io.quarterdeck.azure.rotation.RotationResult;
import io.quarterdeck.azure.rotation.RotationResult.Outcome;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresLogin;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.TestStack;
import io.quarterdeck.local.platform.LocalPlatform;
import io.quarterdeck.local.process.Polling;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rotates passwords on a real server with postgresAuth password. It has its own stack, because the
 * login in the vault determines the jobs that other tests register.
 */
@Tag("nightly")
@NeedsNode
class RotationIT {
  private static final Duration LONG = Duration.ofHours(3);

  @TempDir static Path folder;

  private static TestStack stack;
  private static ConnectedStack site;
  private static PostgresEndpoint readers;

  @BeforeAll
  static void startAndLoad() throws Exception {
    stack = TestStack.with(folder, Map.of("postgresAuth", "password"));
    generate("first.csv", "3000");
    load("first.csv");
    site = new LocalPlatform(stack.folders()).site(Progress.silent());
    readers = AzureStack.of(site).postgres();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  /**
   * A session ends on the server some time after its client closed it. A role with a session gets
   * no new password.
   */
  @BeforeEach
  void awaitTheEndOfSessionsOfOtherTests() throws Exception {
    try (Connection connection = asAdministrator()) {
      assertThat(Polling.await("wait for sessions to end", 30, () -> hasNoSessions(connection)))
          .isTrue();
    }
  }

  @Test
  void interruptionAtAnyStepDoesNotAffectReadersAndCanBeRepeated() throws Exception {
    undoRotations();
    try (NewSessions sessions = new NewSessions(readers, 2)) {
      int step = 1;
      while (isBrokenOffAt(step)) {
        assertThat(whoSignsIn()).isIn("platform", "platform_1");
        step++;
      }

      // Waiting for one of the readers is also a step.
      assertThat(step).as("steps at which it was broken off, and one").isGreaterThan(5);
      assertThat(whoSignsIn()).isEqualTo("platform_1");
      assertThat(sessions.failures()).isEmpty();
    }
  }

  @Test
  void rotationIsSkippedDuringTheGracePeriod() {
    PostgresLogin before = rotated();

    RotationResult result = rotate(LONG, Old.KEEP, Progress.silent());

    assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(result.role()).isEqualTo(before.role());
    assertThat(logins().current().text()).isEqualTo(before.text());
  }

  @Test
  void noQueryFailsDuringARotation() throws Exception {
    generate("second.csv", "200000");
    // The cluster of a run reads the password at its start and keeps it.
    PostgresLogin held = rotated();
    String next = otherThan(held.role());
    try (NewSessions sessions = new NewSessions(readers, 3);
        Connection longReader = new Postgres(readers, "a long reader").connect("read")) {
      CommandLineRun load =
          CommandLineRun.of(stack, "load", folder.resolve("second.csv").toString());

      rotate(Duration.ZERO, Old.KEEP, Progress.silent());

      assertThat(whoSignsIn()).isEqualTo(next);
      assertThat(whoSignsInAs(held)).isEqualTo(held.role());
      assertThat(
              Sql.first(longReader, row -> row.getLong(1), "select count(*) from quarterdeck.load"))
          .isPresent();
      ended(load);
      int soFar = sessions.queries();
      while (sessions.queries() < soFar + 20 && sessions.failures().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(sessions.failures()).isEmpty();
      assertThat(sessions.roles()).contains(held.role(), next);
      System.out.println("RotationIT: " + sessions.queries() + " queries, none failed");
    }
  }

  @Test
  void roleInUseKeepsItsPassword() throws Exception {
    PostgresLogin before = rotated();
    PostgresLogin now = rotated();
    assertThat(now.role()).isEqualTo(otherThan(before.role()));

    try (Connection ofRun = new Postgres(endpoint(before), "a run").connect("read")) {
      assertThat(ofRun.isValid(1)).isTrue();
      assertThatThrownBy(() -> rotate(Duration.ZERO, Old.KEEP, Progress.silent()))
          .isInstanceOf(Failure.class)
          .hasMessageMatching(
              "Cannot give ROLE a new password: a run \\(role ROLE, server process \\d+\\) still uses its current password; expected no sessions since the last rotation\\. Readers are not affected\\. Wait for the session to end, then run this again\\."
                  .replace("ROLE", before.role()));
    }
    assertThat(whoSignsIn()).isEqualTo(now.role());
  }

  @Test
  void previousRoleIsRefusedAfterItIsRetired() {
    PostgresLogin before = rotated();

    RotationResult result = rotate(Duration.ZERO, Old.RETIRE, Progress.silent());

    assertThat(result.retired()).contains(before.role());
    assertThat(whoSignsIn()).isEqualTo(result.role());
    assertThatThrownBy(() -> whoSignsInAs(before))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("password authentication failed for user \"" + before.role() + "\"");
  }

  @Test
  void tablesBeforeAndAfterARotationHaveTheSameOwner() throws Exception {
    generate("third.csv", "2000");
    rotated();
    load("third.csv");
    try (Connection connection = new Postgres(readers, "a reader").connect("read")) {
      assertThat(
              Sql.list(
                  connection,
                  row -> row.getString(1),
                  "select distinct tableowner from pg_tables where schemaname in ('bank',"
                      + " 'quarterdeck')"))
          .containsExactly("platform_owner");
    }
    ended(CommandLineRun.of(stack, "rollback"));
  }

  @Test
  void serverIsRestartedAfterARotationIfNoLoadUsesIt() throws Exception {
    rotated();
    try (Connection load =
        new Postgres(readers, "quarterdeck load of shop by ada@host").connect("read")) {
      CommandLineRun refused = CommandLineRun.of(stack, "prepare-server", "--wait", "0");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.error())
          .containsPattern(
              "Cannot restart pg-\\S+, which is necessary because shared_preload_libraries"
                  + " changed: a restart ends all sessions, and found quarterdeck load of shop by"
                  + " ada@host \\(role platform_[12], server process \\d+\\); expected no load,"
                  + " export, statement or open transaction. Wait for the sessions to end, then"
                  + " run ./quarterdeck prepare-server --stack local\\.");
      assertThat(load.isValid(5)).isTrue();
    }

    CommandLineRun prepared = CommandLineRun.of(stack, "prepare-server", "--json");
    ended(prepared);
    assertThat(prepared.out())
        .endsWith("\"restarted\":true,\"created\":[\"pgaudit\",\"pg_stat_statements\"]}");
    assertThat(prepared.error())
        .containsPattern("Restarting pg-\\S+, because shared_preload_libraries changed\\.");
    assertThat(CommandLineRun.of(stack, "prepare-server").out())
        .isEqualTo("Nothing to do: the libraries are loaded, and the extensions exist.");
    // The administrator owns the extensions. Rotation gives the administrator's objects to the
    // owner.
    assertThat(rotated().role()).isEqualTo(whoSignsIn());
  }

  /**
   * Makes the database and the vault similar to their state before the first rotation. A deleted
   * secret blocks its name, so the secret contains the administrator's login instead.
   */
  private static void undoRotations() throws SQLException {
    DatabaseLogins logins = logins();
    if (logins.current().role().equals(logins.administrator())) {
      return;
    }
    logins.secrets().client().setSecret(PostgresLogin.SECRET, logins.ofAdministrator().text());
    try (Connection connection = asAdministrator()) {
      Sql.execute(connection, "set role none");
      Sql.execute(connection, "reassign owned by platform_owner to platform");
      Sql.execute(
          connection,
          "alter role platform in database \"%s\" reset role"
              .formatted(site.outputs().postgres().database()));
      // The comment records that the first rotation gave the tables to the owner.
      Sql.execute(connection, "comment on role platform_owner is null");
    }
  }

  private static boolean hasNoSessions(Connection connection) {
    try {
      return Sql.list(
              connection,
              row -> row.getInt(1),
              "select pid from pg_stat_activity where usename in ('platform_1', 'platform_2')")
          .isEmpty();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isBrokenOffAt(int step) {
    try {
      rotate(LONG, Old.KEEP, new InterruptingProgress(step));
      return false;
    } catch (InterruptingProgress.Broken e) {
      return true;
    }
  }

  private static RotationResult rotate(Duration grace, Old old, Progress progress) {
    return new Rotation(
            new RotationRequest(
                site.outputs(),
                site.access(),
                AzureStack.of(site).postgres(),
                grace,
                Duration.ofMinutes(2),
                old),
            progress)
        .run();
  }

  /** Rotates the password regardless of the grace period; returns the new login. */
  private static PostgresLogin rotated() {
    RotationResult result = rotate(Duration.ZERO, Old.KEEP, Progress.silent());
    assertThat(result.outcome()).isEqualTo(Outcome.ROTATED);
    PostgresLogin login = logins().current();
    assertThat(login.role()).isEqualTo(result.role());
    return login;
  }

  private static String otherThan(String role) {
    return role.equals("platform_1") ? "platform_2" : "platform_1";
  }

  private static DatabaseLogins logins() {
    return DatabaseLogins.of(site.outputs(), site.access());
  }

  private static Connection asAdministrator() throws SQLException {
    return new Postgres(endpoint(logins().ofAdministrator()), "a test").connect("prepare a test");
  }

  private static PostgresEndpoint endpoint(PostgresLogin login) {
    return new PostgresEndpoint(readers.jdbcUrl(), login.role(), login.password());
  }

  private static String whoSignsIn() {
    return sessionUser(readers);
  }

  private static String whoSignsInAs(PostgresLogin login) {
    return sessionUser(endpoint(login));
  }

  private static String sessionUser(PostgresEndpoint endpoint) {
    try (Connection connection = new Postgres(endpoint, "a reader").connect("read")) {
      return Sql.first(
              connection,
              row -> row.getString(1),
              "select session_user, count(*) from bank.transactions group by 1")
          .orElseThrow();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void generate(String file, String rows) throws Exception {
    ended(
        CommandLineRun.of(
            stack, "generate", "--rows", rows, "--out", folder.resolve(file).toString()));
  }

  private static void load(String file) throws Exception {
    ended(CommandLineRun.of(stack, "load", folder.resolve(file).toString()));
  }

  private static void ended(CommandLineRun run) throws Exception {
    assertThat(run.exitCode()).as(run.error()).isZero();
  }
}
