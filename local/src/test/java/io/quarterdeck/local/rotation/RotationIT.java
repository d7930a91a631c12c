package io.quarterdeck.local.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.DatabaseLogins;
import io.quarterdeck.cli.rotation.Rotation;
import io.quarterdeck.cli.rotation.RotationRequest;
import io.quarterdeck.cli.rotation.RotationRequest.Old;
import io.quarterdeck.cli.rotation.RotationResult;
import io.quarterdeck.cli.rotation.RotationResult.Outcome;
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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Rotates passwords on a real server, with the vault's own client. */
@NeedsNode
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RotationIT {
  private static final Duration LONG = Duration.ofHours(3);

  @TempDir static Path folder;

  private static TestStack stack;
  private static ConnectedStack site;
  private static PostgresEndpoint readers;

  @BeforeAll
  static void startAndLoad() throws Exception {
    stack = new TestStack(folder);
    generate("first.csv", "3000");
    generate("second.csv", "200000");
    ended(CommandLineRun.of(stack, "load", folder.resolve("first.csv").toString()));
    site = new LocalPlatform(stack.folders()).site(Progress.silent());
    readers = AzureStack.of(site.outputs(), site.access()).postgres();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  @Order(1)
  void interruptionAtAnyStepDoesNotAffectReadersAndCanBeRepeated() {
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
  @Order(2)
  void rotationIsSkippedDuringTheGracePeriod() {
    String before = logins().current().text();

    RotationResult result = rotate(LONG, Old.KEEP, Progress.silent());

    assertThat(result.outcome()).isEqualTo(Outcome.FINISHED);
    assertThat(result.role()).isEqualTo("platform_1");
    assertThat(logins().current().text()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void noQueryFailsDuringARotation() throws Exception {
    try (NewSessions sessions = new NewSessions(readers, 3);
        Connection longReader = new Postgres(readers, "a long reader").connect("read")) {
      // The cluster of a run reads the password at its start and keeps it.
      PostgresLogin held = logins().current();
      CommandLineRun load =
          CommandLineRun.of(stack, "load", folder.resolve("second.csv").toString());

      rotate(Duration.ZERO, Old.KEEP, Progress.silent());

      assertThat(whoSignsIn()).isEqualTo("platform_2");
      assertThat(whoSignsInAs(held)).isEqualTo("platform_1");
      assertThat(
              Sql.first(longReader, row -> row.getLong(1), "select count(*) from quarterdeck.load"))
          .isPresent();
      ended(load);
      int soFar = sessions.queries();
      while (sessions.queries() < soFar + 20 && sessions.failures().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(sessions.failures()).isEmpty();
      assertThat(sessions.roles()).contains("platform_1", "platform_2");
      System.out.println("RotationIT: " + sessions.queries() + " queries, none failed");
    }
  }

  @Test
  @Order(4)
  void roleInUseKeepsItsPassword() throws Exception {
    PostgresLogin before = logins().current();
    assertThat(before.role()).isEqualTo("platform_2");
    rotate(Duration.ZERO, Old.KEEP, Progress.silent());

    try (Connection ofRun = new Postgres(endpoint(before), "a run").connect("read")) {
      assertThat(ofRun.isValid(1)).isTrue();
      assertThatThrownBy(() -> rotate(Duration.ZERO, Old.KEEP, Progress.silent()))
          .isInstanceOf(Failure.class)
          .hasMessageMatching(
              "Cannot give platform_2 a new password: a run \\(role platform_2, server process"
                  + " \\d+\\) still uses its current password; expected no sessions since the last rotation\\. Readers are not affected\\. Wait for the session to end, then run this again\\.");
    }
    assertThat(whoSignsIn()).isEqualTo("platform_1");
  }

  @Test
  @Order(5)
  void previousRoleIsRefusedAfterItIsRetired() {
    PostgresLogin before = logins().current();

    RotationResult result = rotate(Duration.ZERO, Old.RETIRE, Progress.silent());

    assertThat(result.retired()).contains(before.role());
    assertThat(whoSignsIn()).isEqualTo(result.role());
    assertThatThrownBy(() -> whoSignsInAs(before))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("password authentication failed for user \"" + before.role() + "\"");
  }

  @Test
  @Order(6)
  void tablesBeforeAndAfterARotationHaveTheSameOwner() throws Exception {
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

  private static boolean isBrokenOffAt(int step) {
    try {
      rotate(LONG, Old.KEEP, new InterruptingProgress(step));
      return false;
    } catch (InterruptingProgress.Broken e) {
      return true;
    }
  }

  private static RotationResult rotate(Duration grace, Old old, Progress progress) {
    return new Rotation(new RotationRequest(site, grace, Duration.ofMinutes(2), old), progress)
        .run();
  }

  private static DatabaseLogins logins() {
    return DatabaseLogins.of(site.outputs(), site.access());
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

  private static void ended(CommandLineRun run) throws Exception {
    assertThat(run.exitCode()).as(run.error()).isZero();
  }
}
