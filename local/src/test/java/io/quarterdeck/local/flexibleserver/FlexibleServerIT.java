package io.quarterdeck.local.flexibleserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.postgres.RoleLabel.PrincipalKind;
import io.quarterdeck.local.process.Polling;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** Signs in to a real PostgreSQL server through the emulator of the flexible server. */
class FlexibleServerIT {
  private static final String OWNER = "owner@quarterdeck.example";
  private static final String STRANGER = "stranger@quarterdeck.example";
  private static final String GROUP_ID = "00000000-0000-4000-8000-000000000010";
  private static final String REFUSED = "28000";
  private static final String WRONG_PASSWORD = "28P01";
  private static final String OTHER_PRINCIPAL =
      "FATAL: The access token doesn't have a valid oid claim. Acquire a new token and try again.";

  @TempDir private static Path folder;
  private static TestFlexibleServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = new TestFlexibleServer(folder);
    server.administrator(OWNER, server.principal("owner").objectId(), PrincipalKind.USER);
    server.administrator("operators", GROUP_ID, PrincipalKind.GROUP);
    server.administrator("deploy", server.principal("deploy").objectId(), PrincipalKind.SERVICE);
    server.execute("create role reader login password 'a password of a test'");
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void enableBothMethods() {
    server.authentication("Enabled", "Enabled");
  }

  @Test
  void principalsSignInAsTheirRoles() throws Exception {
    assertThat(session(OWNER, server.token("owner"))).isEqualTo(OWNER);
    assertThat(session("deploy", server.token("deploy"))).isEqualTo("deploy");
  }

  @Test
  void membersOfAGroupSignInUnderItsName() throws Exception {
    assertThat(session("operators", server.token("owner"))).isEqualTo("operators");
    assertThat(session("operators", server.token("operator"))).isEqualTo("operators");
    refuses("operators", server.token("stranger"), REFUSED, OTHER_PRINCIPAL);
    refuses("operators", server.token("deploy"), REFUSED, OTHER_PRINCIPAL);
  }

  @Test
  void tokensOfOtherPrincipalsAreRefused() throws Exception {
    server.administrator(STRANGER, server.principal("stranger").objectId(), PrincipalKind.USER);
    refuses(STRANGER, server.token("owner"), REFUSED, OTHER_PRINCIPAL);
    refuses("deploy", server.token("data"), REFUSED, OTHER_PRINCIPAL);
    refuses(
        "deploy",
        server.token("owner"),
        REFUSED,
        "FATAL: Service principals cannot generate AAD_AUTH_TOKENTYPE_APP_USER tokens for role"
            + " \"deploy\".");
    refuses(
        OWNER,
        server.token("deploy"),
        REFUSED,
        "FATAL: Microsoft Entra user token for role \""
            + OWNER
            + "\" is neither an"
            + " AAD_AUTH_TOKENTYPE_APP_USER or an AAD_AUTH_TOKENTYPE_APP_OBO token.");
  }

  @Test
  void tokensForOtherServicesExpiredTokensAndOtherTextsAreRefused() throws Exception {
    refuses(
        OWNER,
        server.token("owner", Audience.RESOURCE_MANAGER, Clock.systemUTC()),
        REFUSED,
        "FATAL: The access token does not have a valid audience claim. Please acquire a new token"
            + " for the resource \"https://ossrdbms-aad.database.windows.net\".");
    Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    refuses(
        OWNER,
        server.token("owner", Audience.POSTGRES, yesterday),
        REFUSED,
        "FATAL: The access token has expired. Acquire a new token and try again.");
    String token = server.token("owner");
    for (String invalid :
        List.of("a password", token.substring(0, token.length() - 9) + "aaaaaaaaa")) {
      refuses(OWNER, invalid, REFUSED, "FATAL: The access token has invalid format.");
    }
  }

  @Test
  void rolesWithPasswordsSignInWithThem() throws Exception {
    assertThat(session("reader", "a password of a test")).isEqualTo("reader");
    refuses(
        "reader",
        server.token("owner"),
        WRONG_PASSWORD,
        "FATAL: password authentication failed for user \"reader\"");
    refuses(
        "nobody",
        "a password",
        WRONG_PASSWORD,
        "FATAL: password authentication failed for user \"nobody\"");
  }

  @Test
  void aServerRefusesTheMethodsThatItDisables() throws Exception {
    server.authentication("Enabled", "Disabled");
    assertThat(session(OWNER, server.token("owner"))).isEqualTo(OWNER);
    String disabled = "cannot sign in: its authentication method is disabled for this server";
    refuses("reader", "a password of a test", REFUSED, "FATAL: role \"reader\" " + disabled);
    refuses("nobody", "a password", REFUSED, "FATAL: role \"nobody\" does not exist");

    server.authentication("Disabled", "Enabled");
    assertThat(session("reader", "a password of a test")).isEqualTo("reader");
    refuses(
        OWNER,
        server.token("owner"),
        WRONG_PASSWORD,
        "FATAL: password authentication failed for user \"" + OWNER + "\"");

    server.deleteServer();
    refuses(OWNER, server.token("owner"), REFUSED, "FATAL: role \"" + OWNER + "\" " + disabled);
    try (Connection connection = server.superuser("postgres")) {
      assertThat(connection.isValid(5)).isTrue();
    }
  }

  @Test
  void administratorsCreateRolesOfTheTenantInTheDatabasePostgres() throws Exception {
    try (Connection connection = server.connect("postgres", OWNER, server.token("owner"))) {
      assertThat(
              one(
                  connection,
                  "select * from pgaadauth_create_principal('operator@quarterdeck.example', false, false)"))
          .isEqualTo("Created role for operator@quarterdeck.example");
      assertThat(
              one(
                  connection,
                  "select * from pgaadauth_create_principal_with_oid('loader', '"
                      + server.principal("data").objectId().toUpperCase(java.util.Locale.ROOT)
                      + "', 'service', false, false)"))
          .isEqualTo("Created role for loader");
      assertThat(
              Sql.list(
                  connection,
                  row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(6),
                  "select * from pgaadauth_list_principals(false) where rolename in ('loader', 'operators')"
                      + " order by 1"))
          .containsExactly("loader service 0", "operators group 1");
      // As in Azure, the administrator can pass on the new role.
      Sql.execute(connection, "grant loader to \"operator@quarterdeck.example\"");
      assertThatThrownBy(
              () ->
                  one(
                      connection,
                      "select * from pgaadauth_create_principal('nobody', false, false)"))
          .hasMessageContaining(
              "Cannot validate Microsoft Entra ID user \"nobody\" because its name isn't found in the"
                  + " tenant.\nMake sure it's correct and retry.");
    }
    assertThat(session("operator@quarterdeck.example", server.token("operator")))
        .isEqualTo("operator@quarterdeck.example");
    assertThat(session("loader", server.token("data"))).isEqualTo("loader");
    try (Connection connection = server.connect("postgres", "loader", server.token("data"))) {
      assertThatThrownBy(
              () ->
                  one(
                      connection,
                      "select * from pgaadauth_create_principal('preview', false, false)"))
          .hasMessageContaining(
              "Only a Microsoft Entra administrator can manage Microsoft Entra roles.");
    }
    try (Connection connection = server.connect("quarterdeck", OWNER, server.token("owner"))) {
      assertThatThrownBy(() -> one(connection, "select * from pgaadauth_list_principals(false)"))
          .hasMessageContaining("function pgaadauth_list_principals(boolean) does not exist");
    }
    try (Connection connection = server.connect("postgres", OWNER, server.token("owner"))) {
      Sql.execute(connection, "drop role loader");
      assertThat(
              Sql.list(
                  connection,
                  row -> row.getString(1),
                  "select rolename from pgaadauth_list_principals(false) where objectid = ?",
                  server.principal("data").objectId()))
          .isEmpty();
    }
  }

  @Test
  void aStatementIsCancelledThroughTheEmulator() throws Exception {
    try (Connection connection = server.connect("quarterdeck", OWNER, server.token("owner"));
        Statement statement = connection.createStatement()) {
      CompletableFuture<Void> sleeping =
          CompletableFuture.runAsync(
              () -> {
                try {
                  statement.execute("select pg_sleep(600)");
                } catch (SQLException e) {
                  throw new IllegalStateException(e.getSQLState(), e);
                }
              });
      await(() -> count("wait_event = 'PgSleep'") == 1);
      statement.cancel();
      assertThatThrownBy(sleeping::join).hasMessageContaining("57014");
    }
  }

  @Test
  void copiedRowsPassUnchangedInBothDirections() throws Exception {
    StringBuilder rows = new StringBuilder();
    for (int row = 0; row < 400_000; row++) {
      rows.append(row).append("\tLeiden, été ").append(row * 31).append('\n');
    }
    byte[] sent = rows.toString().getBytes(StandardCharsets.UTF_8);
    try (Connection connection = server.connect("quarterdeck", OWNER, server.token("owner"))) {
      Sql.execute(connection, "create temporary table copied (id int, name text)");
      PGConnection postgres = connection.unwrap(PGConnection.class);
      long loaded =
          postgres
              .getCopyAPI()
              .copyIn("copy copied from stdin", new ByteArrayInputStream(sent), 1 << 16);
      assertThat(loaded).isEqualTo(400_000);
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      postgres.getCopyAPI().copyOut("copy copied to stdout", received);
      assertThat(received.toByteArray()).isEqualTo(sent);
    }
  }

  @Test
  void connectionsAreParallel() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try {
      List<Future<Integer>> sums = new ArrayList<>();
      String token = server.token("operator");
      for (int each = 0; each < 64; each++) {
        sums.add(
            threads.submit(
                () -> {
                  try (Connection connection = server.connect("quarterdeck", "operators", token)) {
                    return Sql.first(
                            connection,
                            row -> row.getInt(1),
                            "select sum(n)::int from generate_series(1, 10000) n")
                        .orElseThrow();
                  }
                }));
      }
      for (Future<Integer> sum : sums) {
        assertThat(sum.get()).isEqualTo(50_005_000);
      }
    } finally {
      threads.shutdownNow();
    }
    await(() -> count("usename = 'operators'") == 0);
  }

  @Test
  void stoppedServerIsReportedAndUsedAgainAfterItsStart() throws Exception {
    try (Connection connection = server.connect("quarterdeck", OWNER, server.token("owner"))) {
      server.stopServer();
      assertThat(connection.isValid(5)).isFalse();
      String token = server.token("owner");
      assertThatThrownBy(() -> session(OWNER, token))
          .isInstanceOf(SQLException.class)
          .hasMessage("FATAL: the database system is not running")
          .extracting(refused -> ((SQLException) refused).getSQLState())
          .isEqualTo("57P03");
    } finally {
      server.startServer();
    }
    assertThat(session(OWNER, server.token("owner"))).isEqualTo(OWNER);
  }

  /** Signs in, and returns the role of the session. */
  private static String session(String role, String password) throws SQLException {
    try (Connection connection = server.connect("quarterdeck", role, password)) {
      return one(connection, "select session_user");
    }
  }

  private static String one(Connection connection, String sql) throws SQLException {
    return Sql.first(connection, row -> row.getString(1), sql).orElseThrow();
  }

  private static void refuses(String role, String password, String state, String message) {
    ThrowingCallable signIn = () -> session(role, password);
    assertThatThrownBy(signIn)
        .isInstanceOf(SQLException.class)
        .hasMessage(message)
        .extracting(refused -> ((SQLException) refused).getSQLState())
        .isEqualTo(state);
  }

  private static int count(String condition) {
    try (Connection connection = server.superuser("postgres")) {
      return Sql.first(
              connection,
              row -> row.getInt(1),
              "select count(*)::int from pg_stat_activity where " + condition)
          .orElseThrow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    assertThat(Polling.await("see the expected sessions", 30, condition)).isTrue();
  }
}
