package io.quarterdeck.local.arm.backend;

import com.google.gson.JsonElement;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.postgres.EntraRoles;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * The local PostgreSQL for a flexible server. It already runs when the server is created, so
 * creating the server creates only its roles. Deleting the server deletes the group of its
 * administrators; databases and parameters are deleted separately before.
 */
final class ServerBackend implements ResourceBackend {
  private final PostgresBackendServer server;
  private final ServerRestart restart;

  ServerBackend(PostgresBackendServer server, ServerRestart restart) {
    this.server = server;
    this.restart = restart;
  }

  @Override
  public Set<String> types() {
    return Set.of("Microsoft.DBforPostgreSQL/flexibleServers");
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    return written(request);
  }

  @Override
  public Map<String, Object> updated(ArmResource before, ArmRequest request) {
    return written(request);
  }

  private Map<String, Object> written(ArmRequest request) {
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    Object login = properties.get("administratorLogin");
    server.run(
        connection -> {
          ServerRoles.createGroup(connection);
          new EntraRoles(connection).installFunctions();
          if (login != null) {
            refuseOwn(login.toString(), connection);
            ServerRoles.create(
                connection,
                login.toString(),
                String.valueOf(properties.get("administratorLoginPassword")));
          }
          return null;
        });
    return Map.of("properties", Map.of("fullyQualifiedDomainName", server.address()));
  }

  /**
   * Refuses the role that started the server: a password that the program sets would lock the local
   * stack out.
   */
  private static void refuseOwn(String login, Connection connection) throws SQLException {
    if (Sql.first(connection, row -> row.getString(1), "select current_user")
        .filter(login::equals)
        .isPresent()) {
      throw ApiError.of(
          400,
          "InvalidParameterValue",
          "Invalid value given for parameter administratorLogin: '%s' is reserved because the local stack's own role has that name. Set postgresAdministrator to another name."
              .formatted(login));
    }
  }

  /**
   * If the role of the administrator is missing, password sign-in does not work, and the server
   * shows it as disabled. The next update enables it and creates the role again. (The login name
   * cannot change without a new server.)
   */
  @Override
  public Map<String, Object> shown(ArmResource resource) {
    JsonElement login = resource.body().getAsJsonObject("properties").get("administratorLogin");
    boolean signsIn =
        login == null
            || server.run(connection -> ServerRoles.canSignIn(connection, login.getAsString()));
    return signsIn
        ? Map.of()
        : Map.of("properties", Map.of("authConfig", Map.of("passwordAuth", "Disabled")));
  }

  @Override
  public void restarted(ArmResource resource) {
    try {
      restart.run();
    } catch (IOException | Failure e) {
      throw ApiError.of(500, "InternalServerError", e.getMessage());
    }
  }

  @Override
  public void deleted(ArmResource resource) {
    server.run(
        connection -> {
          // Deleting a server in Azure deletes all its roles, including those that its
          // administrators created.
          for (String role : ServerRoles.all(connection)) {
            ServerRoles.drop(server, connection, role);
          }
          return null;
        });
  }
}
