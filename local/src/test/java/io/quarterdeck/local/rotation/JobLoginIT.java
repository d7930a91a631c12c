package io.quarterdeck.local.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.JobEnvironments;
import io.quarterdeck.azure.connection.JobLogin;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.rotation.DatabaseLogins;
import io.quarterdeck.azure.rotation.Rotation;
import io.quarterdeck.azure.rotation.RotationRequest;
import io.quarterdeck.loader.postgres.AdvisoryLock;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The roles on a server with postgresAuth entra: people and the pipeline sign in with their tokens,
 * and the job with a password that rotation creates.
 */
@NeedsNode
class JobLoginIT {
  private static final String PRINCIPAL = "QUARTERDECK_LOCAL_PRINCIPAL";

  @TempDir static Path folder;

  private static TestStack stack;
  private static ConnectedStack site;

  /** The outcomes of two commands that created the first login at the same time. */
  private static List<String> firstLogins;

  @BeforeAll
  static void startAndLoad() throws Exception {
    stack = new TestStack(folder);
    site = new LocalPlatform(stack.folders()).site(Progress.silent());
    generate("first.csv", "1");
    ended(as("operator", "load", file("first.csv")));
    // Makes the data identity a member of the workspace, whose jobs a rotation changes.
    ended(
        CommandLineRun.of(
            stack, "setup-workspace", "--registrar", "00000000-0000-4000-8000-000000000041"));
    firstLogins = createTwiceAtOnce();
  }

  /** Both wait for a rotation that the test holds open, so both have found no login. */
  private static List<String> createTwiceAtOnce() throws Exception {
    ExecutorService commands = Executors.newFixedThreadPool(2);
    try (Connection rotation =
        new Postgres(AzureStack.of(site).postgres(), "a test").connect("rotate")) {
      assertThat(AdvisoryLock.tryTake(rotation, AdvisoryLock.ROTATION)).isTrue();
      Callable<String> create =
          () -> {
            new JobLogin(site).create(workspace(), Progress.silent());
            return DatabaseLogins.of(site.outputs(), site.access()).current().role();
          };
      List<Future<String>> created = List.of(commands.submit(create), commands.submit(create));
      awaitRotations(2);
      Sql.execute(rotation, "select pg_advisory_unlock_all()");
      return List.of(created.get(0).get(), created.get(1).get());
    } finally {
      commands.shutdownNow();
    }
  }

  private static Workspace workspace() {
    return Workspace.at(JobEnvironments.of(site).workspace());
  }

  private static void awaitRotations(int number) throws Exception {
    assertThat(
            Polling.await(
                "wait for rotations",
                60,
                () ->
                    column(
                                "select usename from pg_stat_activity where application_name ="
                                    + " 'quarterdeck rotation of the password'")
                            .size()
                        == number))
        .isTrue();
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @Test
  void administratorsReplaceTheTablesOfEachOther() throws Exception {
    generate("second.csv", "2");

    ended(as("data", "load", file("second.csv")));
    ended(as("operator", "rollback"));

    assertThat(tables()).containsOnly("quarterdeck_owner");
  }

  @Test
  void twoCommandsCreateTheFirstLoginOnce() {
    assertThat(firstLogins).containsExactly("quarterdeck_job_1", "quarterdeck_job_1");
  }

  @Test
  void aRotationThatWaitsTooLongForAnotherOneIsRefused() throws Exception {
    try (Connection rotation =
        new Postgres(AzureStack.of(site).postgres(), "a test").connect("rotate")) {
      assertThat(AdvisoryLock.tryTake(rotation, AdvisoryLock.ROTATION)).isTrue();

      CommandLineRun refused = as("data", "rotate-password", "--wait", "0");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.error())
          .contains("another rotation is still running after 0 s; expected one at a time");
    }
  }

  @Test
  void theJobSignsInAsARoleThatIsNoAdministrator() throws Exception {
    rotate();
    PostgresLogin login = DatabaseLogins.of(site.outputs(), site.access()).current();

    assertThat(login.role()).startsWith("quarterdeck_job_");
    assertThat(
            column(
                "select distinct m.rolname from pg_auth_members a"
                    + " join pg_roles r on r.oid = a.member join pg_roles m on m.oid = a.roleid"
                    + " where r.rolname = '%s'".formatted(login.role())))
        .containsExactly("quarterdeck_owner");
    assertThat(
            column(
                "select rolname from pg_roles where rolname like 'quarterdeck\\_%'"
                    + " and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls)"))
        .isEmpty();
    try (Connection job = new Postgres(endpoint(login), "the job").connect("load")) {
      Sql.execute(job, "create table bank.of_the_job (n integer)");
      assertThat(tables()).containsOnly("quarterdeck_owner");
      Sql.execute(job, "drop table bank.of_the_job");
      assertThatThrownBy(() -> Sql.execute(job, "create role mine"))
          .hasMessageContaining("permission denied to create role");
      assertThatThrownBy(() -> Sql.execute(job, "create extension pg_stat_statements"))
          .hasMessageContaining("azure_pg_admin");
    }
  }

  @Test
  void anAdministratorRotatesThePasswordThatAnotherOneCreated() throws Exception {
    rotate();
    PostgresLogin before = DatabaseLogins.of(site.outputs(), site.access()).current();
    awaitNoSessions();

    ended(as("data", "rotate-password", "--grace", "0", "--retire"));

    PostgresLogin after = DatabaseLogins.of(site.outputs(), site.access()).current();
    assertThat(after.role()).startsWith("quarterdeck_job_").isNotEqualTo(before.role());
    assertThatThrownBy(() -> new Postgres(endpoint(before), "an old run").connect("load"))
        .hasMessageContaining("password authentication failed for user \"" + before.role() + "\"");
  }

  /**
   * After destroy, a new server has no roles, and a recovered vault has the login of the old one.
   */
  @Test
  void aServerWithoutTheRoleOfTheVaultGetsANewLogin() throws Exception {
    rotate();
    awaitNoSessions();
    try (Connection administrator =
        new Postgres(AzureStack.of(site).postgres(), "a test").connect("drop the roles")) {
      Sql.execute(administrator, "set role none");
      for (String role : List.of("quarterdeck_job_1", "quarterdeck_job_2")) {
        Sql.execute(administrator, "drop role " + role);
      }
    }

    new JobLogin(site).renew(Progress.silent());

    PostgresLogin login = DatabaseLogins.of(site.outputs(), site.access()).current();
    assertThat(login.role()).isEqualTo("quarterdeck_job_1");
    try (Connection job = new Postgres(endpoint(login), "the job").connect("load")) {
      assertThat(Sql.first(job, row -> row.getString(1), "select current_user"))
          .contains("quarterdeck_owner");
    }
  }

  @Test
  void aRotationThatIsInterruptedAtAnyStepCanBeRepeated() throws Exception {
    int step = 1;
    while (isBrokenOffAt(step)) {
      step++;
    }

    assertThat(step).as("steps at which it was broken off, and one").isGreaterThan(3);
  }

  @Test
  void aPrincipalThatIsNoAdministratorIsRefused() throws Exception {
    CommandLineRun refused = as("stranger", "load", file("first.csv"), "--force");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .contains("Sign in as an administrator of the server or as a member of its group");
  }

  /** Rotates as the owner, who is a member of the operators' group. */
  private static void rotate() throws Exception {
    awaitNoSessions();
    new Rotation(request(), Progress.silent()).run();
  }

  private static RotationRequest request() {
    return new RotationRequest(
        site.outputs(),
        site.access(),
        AzureStack.of(site).postgres(),
        Duration.ZERO,
        Duration.ofMinutes(1),
        RotationRequest.Old.KEEP);
  }

  private static boolean isBrokenOffAt(int step) throws Exception {
    awaitNoSessions();
    try {
      new Rotation(request(), new InterruptingProgress(step)).run();
      return false;
    } catch (InterruptingProgress.Broken e) {
      return true;
    }
  }

  /** A session ends on the server some time after its client closed it. */
  private static void awaitNoSessions() throws Exception {
    assertThat(
            Polling.await(
                "wait for sessions to end",
                30,
                () ->
                    column("select usename from pg_stat_activity where usename like '%_job__'")
                        .isEmpty()))
        .isTrue();
  }

  private static List<String> tables() {
    return column(
        "select distinct tableowner from pg_tables where schemaname in ('bank', 'quarterdeck')");
  }

  private static List<String> column(String query) {
    try (Connection connection =
        new Postgres(AzureStack.of(site).postgres(), "a test").connect("read")) {
      return Sql.list(connection, row -> row.getString(1), query);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static PostgresEndpoint endpoint(PostgresLogin login) {
    return new PostgresEndpoint(
        AzureStack.of(site).postgres().jdbcUrl(), login.role(), login.password());
  }

  private static CommandLineRun as(String principal, String... arguments) throws Exception {
    return CommandLineRun.with(Map.of(PRINCIPAL, principal), stack, arguments);
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static void generate(String name, String seed) throws Exception {
    ended(
        CommandLineRun.of(
            stack, "generate", "--rows", "1000", "--seed", seed, "--out", file(name)));
  }

  private static void ended(CommandLineRun run) throws Exception {
    assertThat(run.exitCode()).as(run.error()).isZero();
  }
}
