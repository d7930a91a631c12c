package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.models.BlobContainerItem;
import com.google.gson.JsonObject;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.TestStack;
import io.quarterdeck.local.arm.backend.BlobBackend;
import io.quarterdeck.local.arm.backend.DatabricksBackend;
import io.quarterdeck.local.arm.backend.PostgresBackendServer;
import io.quarterdeck.local.arm.backend.PostgresBackends;
import io.quarterdeck.local.arm.backend.ResourceBackend;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.postgres.LocalPostgres;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * On the stack local, the resources of the program have real PostgreSQL and real Azurite backends.
 * It has its own stack, because it asserts on all databases, roles and containers.
 */
@NeedsNode
@ExtendWith(NeedsPulumi.class)
@Tag("nightly")
class ResourceBackendsIT {
  private static final String PASSWORD = "A-password-of-1-test";

  @TempDir Path folder;

  @Test
  void resourcesHaveRealBackendsThatAreDeletedWithThem() throws Exception {
    try (TestStack stack = new TestStack(Files.createDirectories(folder.resolve("stack")))) {
      LocalSettings settings =
          new LocalStack(stack.folders()).start(LocalStack.RequestedPorts.NONE, stack);
      ControlPlane azure =
          ControlPlane.open(
              folder.resolve("arm"),
              CallerIdentity.LOCAL,
              new ResourceBackends(backends(stack, settings)),
              Faults.NONE);
      PulumiProject project = PulumiProject.in(folder);
      try (ProviderServer server = ProviderServer.start(azure, LocalTenant.owner(), 0)) {
        project.provider(server.port());
        project.run("stack", "init", "local").succeeds();
        project
            .run("config", "set", "quarterdeck:postgresAuth", "password", "--stack", "local")
            .succeeds();
        project
            .run(
                "config",
                "set",
                "--secret",
                "quarterdeck:postgresPassword",
                PASSWORD,
                "--stack",
                "local")
            .succeeds();
        project.run("up", "--yes", "--skip-preview", "--stack", "local").succeeds();
        project.run("preview", "--refresh", "--expect-no-changes", "--stack", "local").succeeds();
        isThere(project.outputs("local"), settings);
        librariesNeedARestart(azure, project.outputs("local"), settings);
        aDatabaseOfTheServersOwnCanBeDeleted(azure, server.port(), settings);

        project.run("destroy", "--yes", "--skip-preview", "--stack", "local").succeeds();
        isGone(settings);

        project.run("up", "--yes", "--skip-preview", "--stack", "local").succeeds();
        isThere(project.outputs("local"), settings);
      }
    }
  }

  private static List<ResourceBackend> backends(TestStack stack, LocalSettings settings) {
    LocalPostgres postgres = LocalPostgres.of(stack.folder(), stack.folders().cache());
    List<ResourceBackend> backends =
        new ArrayList<>(
            PostgresBackends.on(
                new PostgresBackendServer(
                    "127.0.0.1",
                    settings.serverPort(),
                    LocalPostgres.USER,
                    settings.postgresPassword(),
                    settings.serverPort()),
                () -> postgres.restart(settings.serverPort(), settings.postgresPassword())));
    backends.add(
        new BlobBackend(blob(settings), account -> "https://127.0.0.1:1/" + account + "/"));
    backends.add(new DatabricksBackend(URI.create("http://127.0.0.1:8443"), () -> {}));
    return backends;
  }

  private static void isThere(JsonObject outputs, LocalSettings settings) throws SQLException {
    assertThat(outputs.get("environment").getAsString()).isEqualTo("local");
    assertThat(outputs.get("postgresHost").getAsString()).isEqualTo("127.0.0.1");
    assertThat(outputs.get("postgresPort").getAsInt()).isEqualTo(settings.serverPort());
    assertThat(outputs.get("blobEndpoint").getAsString())
        .isEqualTo("https://127.0.0.1:1/" + outputs.get("storageAccount").getAsString() + "/");
    assertThat(outputs.get("databricksUrl").getAsString()).isEqualTo("http://127.0.0.1:8443");
    assertThat(containers(settings))
        .containsExactlyInAnyOrder("artifacts", "curated", "landing", "quarantine");
    String user = outputs.get("postgresUser").getAsString();
    String database = outputs.get("postgresDatabase").getAsString();
    try (Connection connection = connect(settings, database, user, PASSWORD)) {
      assertThat(setting(connection, "max_wal_size")).isEqualTo("8GB");
      assertThat(setting(connection, "maintenance_work_mem")).isEqualTo("256MB");
      assertThat(setting(connection, "log_connections")).isEqualTo("on");
      Sql.execute(connection, "create schema rehearsal");
      Sql.execute(connection, "create table rehearsal.line (it text)");
      // As rotate-password does. The role is deleted with the server.
      Sql.execute(connection, "create role made_by_the_administrator");
    }
  }

  /** Checks that the server behaves as in Azure, with the errors of Azure and of PostgreSQL. */
  private static void librariesNeedARestart(
      ControlPlane azure, JsonObject outputs, LocalSettings settings) throws SQLException {
    String user = outputs.get("postgresUser").getAsString();
    String database = outputs.get("postgresDatabase").getAsString();
    String server = server(azure);
    try (Connection connection = connect(settings, database, user, PASSWORD)) {
      assertThat(isPendingRestart(azure, server)).isTrue();
      assertThat(
              Sql.first(
                  connection,
                  row -> row.getString(1) + row.getBoolean(2),
                  "select setting, pending_restart from pg_settings where name = ?",
                  "shared_preload_libraries"))
          .contains("true");
      refusesExtension(
          connection, "pgaudit", "pgaudit must be loaded via shared_preload_libraries");
      refusesExtension(connection, "hstore", "permission denied to create extension \"hstore\"");
      Sql.execute(
          connection, "grant create on database " + database + " to made_by_the_administrator");
      Sql.execute(connection, "grant made_by_the_administrator to current_user");
      Sql.execute(connection, "set role made_by_the_administrator");
      refusesExtension(
          connection,
          "pg_stat_statements",
          "Only members of \"azure_pg_admin\" are allowed to use CREATE EXTENSION");

      azure.restart(LocalTenant.owner(), server);

      assertThat(connection.isValid(5)).isFalse();
    }
    try (Connection connection = connect(settings, database, user, PASSWORD)) {
      assertThat(isPendingRestart(azure, server)).isFalse();
      assertThat(setting(connection, "shared_preload_libraries"))
          .isEqualTo("pgaudit, pg_stat_statements");
      Sql.execute(connection, "create extension pgaudit");
      Sql.execute(connection, "create extension pg_stat_statements");
      assertThat(
              Sql.list(connection, row -> row.getLong(1), "select calls from pg_stat_statements"))
          .isNotEmpty();
    }
    try (Connection superuser =
        connect(settings, database, LocalPostgres.USER, settings.postgresPassword())) {
      Sql.execute(superuser, "alter system reset wal_compression");
    }
    assertThat(azure.seen(server + "/configurations/wal_compression")).isEmpty();
    assertThat(azure.seen(server + "/configurations/max_wal_size")).isPresent();
  }

  private static boolean isPendingRestart(ControlPlane azure, String server) {
    return azure
        .read(server + "/configurations/shared_preload_libraries")
        .orElseThrow()
        .body()
        .getAsJsonObject("properties")
        .get("isConfigPendingRestart")
        .getAsBoolean();
  }

  private static void refusesExtension(Connection connection, String name, String message) {
    assertThatThrownBy(() -> Sql.execute(connection, "create extension " + name))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message);
  }

  private static String server(ControlPlane azure) {
    return azure.resources().list().stream()
        .filter(each -> each.type().equals("Microsoft.DBforPostgreSQL/flexibleServers"))
        .map(ArmResource::id)
        .findFirst()
        .orElseThrow();
  }

  /** Earlier versions used postgres as the platform's database and could not delete it. */
  private static void aDatabaseOfTheServersOwnCanBeDeleted(
      ControlPlane azure, int port, LocalSettings settings) throws SQLException {
    String[] server = server(azure).split("/", -1);
    String user = LocalPostgres.USER;
    try (EngineClient engine = new EngineClient(port)) {
      String id =
          engine
              .create(
                  "dbforpostgresql:Database",
                  Map.of(
                      "resourceGroupName", server[4],
                      "serverName", server[server.length - 1],
                      "databaseName", "postgres",
                      "charset", "UTF8",
                      "collation", "en_US.utf8"))
              .getId();
      try (Connection connection =
          connect(settings, "postgres", user, settings.postgresPassword())) {
        Sql.execute(connection, "create table left_by_the_platform (it text)");
      }
      engine.delete("dbforpostgresql:Database", id);
    }
    try (Connection connection = connect(settings, "postgres", user, settings.postgresPassword())) {
      assertThat(
              Sql.list(
                  connection,
                  row -> row.getString(1),
                  "select tablename from pg_tables where schemaname = 'public'"))
          .isEmpty();
    }
  }

  private static void isGone(LocalSettings settings) throws SQLException {
    assertThat(containers(settings)).isEmpty();
    try (Connection connection =
        connect(settings, "postgres", LocalPostgres.USER, settings.postgresPassword())) {
      assertThat(Sql.list(connection, row -> row.getString(1), "select datname from pg_database"))
          .containsExactlyInAnyOrder("postgres", "template0", "template1");
      assertThat(
              Sql.list(
                  connection,
                  row -> row.getString(1),
                  "select rolname from pg_roles where rolname !~ '^pg_'"))
          .containsExactly(LocalPostgres.USER);
      assertThat(setting(connection, "max_wal_size")).isEqualTo("4GB");
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    return Sql.first(connection, row -> row.getString(1), "select current_setting(?)", name)
        .orElseThrow();
  }

  private static Connection connect(
      LocalSettings settings, String database, String user, String password) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.serverPort(), database);
    return DriverManager.getConnection(url, user, password);
  }

  private static List<String> containers(LocalSettings settings) {
    return blob(settings).clients().get().buildClient().listBlobContainers().stream()
        .map(BlobContainerItem::getName)
        .toList();
  }

  private static BlobEndpoint blob(LocalSettings settings) {
    return LocalBlob.endpoint(settings.blobPort(), settings.blobKey());
  }
}
