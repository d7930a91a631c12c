package io.quarterdeck.local.flexibleserver;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.Application;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.Tenant;
import io.quarterdeck.local.entra.TestTenant;
import io.quarterdeck.local.postgres.EntraRoles;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.postgres.RoleLabel;
import io.quarterdeck.local.postgres.RoleLabel.PrincipalKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A real PostgreSQL server behind the emulator of the flexible server, with the test tenant. */
final class TestFlexibleServer implements AutoCloseable {
  private static final String PASSWORD = "superuser";
  private static final String ID = "/subscriptions/1/resourceGroups/rg/providers/S/servers/psql";

  private final Tenant tenant = TestTenant.open(Clock.systemUTC());
  private final int port = Ports.free();
  private final int serverPort = Ports.free();
  private final LocalPostgres postgres;
  private final Emulator.Running emulator;
  private volatile Optional<ArmResource> server = Optional.empty();

  TestFlexibleServer(Path folder) throws Exception {
    postgres =
        new LocalPostgres(
            folder.resolve("postgres"), Folders.current().cache(), folder.resolve("postgres.log"));
    postgres.start(serverPort, PASSWORD);
    try (Connection connection = postgres.access(serverPort, PASSWORD).connect()) {
      Sql.execute(connection, "create role azure_pg_admin createdb createrole in role pg_monitor");
      new EntraRoles(connection).installFunctions();
    }
    emulator =
        new FlexibleServerEmulator(
                port,
                postgres.access(serverPort, PASSWORD),
                tenant.tokens(),
                tenant.directory(),
                resources())
            .start(new EmulatorContext(folder, port, SSLContext.getDefault()));
    authentication("Enabled", "Enabled");
  }

  private ArmResources resources() {
    return new ArmResources() {
      @Override
      public Optional<ArmResource> find(String id) {
        return server.filter(found -> found.id().equals(id));
      }

      @Override
      public List<ArmResource> list() {
        return server.stream().toList();
      }
    };
  }

  /** Sets the property authConfig of the server. */
  void authentication(String entra, String password) {
    JsonObject body =
        JsonParser.parseString(
                """
                {"properties": {"fullyQualifiedDomainName": "127.0.0.1:%d",
                  "authConfig": {"activeDirectoryAuth": "%s", "passwordAuth": "%s"}}}
                """
                    .formatted(port, entra, password))
            .getAsJsonObject();
    server =
        Optional.of(
            new ArmResource(ID, "Microsoft.DBforPostgreSQL/flexibleServers", "2025-08-01", body));
  }

  /** Deletes the flexible server, but not the real one. */
  void deleteServer() {
    server = Optional.empty();
  }

  /** Creates an Entra administrator, as Resource Manager does. */
  void administrator(String role, String objectId, PrincipalKind kind) throws SQLException {
    try (Connection connection = superuser("postgres")) {
      Sql.execute(connection, "create role \"" + role + "\" login createdb createrole");
      Sql.execute(connection, "grant azure_pg_admin to \"" + role + "\" with admin option");
      new EntraRoles(connection).label(role, RoleLabel.administrator(objectId, kind));
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = superuser("postgres")) {
      Sql.execute(connection, sql);
    }
  }

  /** Connects through the emulator as the role that initialized the server. */
  Connection superuser(String database) throws SQLException {
    return connect(database, LocalPostgres.USER, PASSWORD);
  }

  Connection connect(String database, String role, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), role, password);
  }

  /** Connects to the real server, without the emulator, as the superuser. */
  Connection direct(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(serverPort, database),
        LocalPostgres.USER,
        PASSWORD);
  }

  /** Returns a person or an application of the tenant. */
  EntraPrincipal principal(String name) throws IOException {
    return tenant
        .directory()
        .person(name)
        .map(person -> person.principal())
        .or(
            () ->
                applications().stream()
                    .map(Application::principal)
                    .filter(each -> each.name().equals(name))
                    .findFirst())
        .orElseThrow();
  }

  private List<Application> applications() {
    try {
      return tenant.directory().applications();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a token for PostgreSQL. */
  String token(String principal) throws IOException {
    return token(principal, Audience.POSTGRES, Clock.systemUTC());
  }

  /** Returns a token that the tenant issued at the time of the clock. */
  String token(String principal, Audience audience, Clock clock) throws IOException {
    return TestTenant.open(clock).tokens().issue(principal(principal), audience);
  }

  void stopServer() throws IOException {
    postgres.stop();
  }

  void startServer() throws IOException {
    postgres.start(serverPort, PASSWORD);
  }

  @Override
  public void close() throws IOException {
    emulator.close();
    postgres.stop();
  }
}
