package io.quarterdeck.local.arm.parts;

import com.google.gson.JsonElement;
import io.quarterdeck.etl.postgres.Sql;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.store.ArmRefusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The local PostgreSQL behind a flexible server: it is there already, so making one makes its
 * roles. Deleting it takes its administrators' group away; databases and parameters are deleted on
 * their own, before it.
 */
final class ServerPart implements PartBehind {
  private final PostgresServerSite site;

  ServerPart(PostgresServerSite site) {
    this.site = site;
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
    site.run(
        connection -> {
          Roles.createGroup(connection);
          if (login != null) {
            refuseOwn(login.toString(), connection);
            Roles.create(
                connection,
                login.toString(),
                String.valueOf(properties.get("administratorLoginPassword")));
          }
          return null;
        });
    return Map.of("properties", Map.of("fullyQualifiedDomainName", site.address()));
  }

  /** The role that started the server: a password of the program's would lock the stack out. */
  private static void refuseOwn(String login, Connection connection) throws SQLException {
    if (Sql.first(connection, row -> row.getString(1), "select current_user")
        .filter(login::equals)
        .isPresent()) {
      throw ArmRefusal.of(
          400,
          "InvalidParameterValue",
          "Invalid value given for parameter administratorLogin: '%s' is reserved, as the local stack's own role has that name. Set postgresAdministrator to another one."
              .formatted(login));
    }
  }

  /**
   * Without its administrator's role nobody signs in with a password: the server shows that as
   * password sign-in switched off. The next update switches it on and makes the role again; the
   * login's name itself cannot be changed without a new server.
   */
  @Override
  public Map<String, Object> shown(ArmResource resource) {
    JsonElement login = resource.body().getAsJsonObject("properties").get("administratorLogin");
    boolean signsIn =
        login == null || site.run(connection -> Roles.canSignIn(connection, login.getAsString()));
    return signsIn
        ? Map.of()
        : Map.of("properties", Map.of("authConfig", Map.of("passwordAuth", "Disabled")));
  }

  @Override
  public void deleted(ArmResource resource) {
    site.run(
        connection -> {
          JsonElement login =
              resource.body().getAsJsonObject("properties").get("administratorLogin");
          if (login != null) {
            // With a server in Azure all its roles go, also those that its administrator made.
            List<String> made = Roles.madeBy(connection, login.getAsString());
            Roles.drop(site, connection, login.getAsString());
            for (String role : made) {
              Roles.drop(site, connection, role);
            }
          }
          Roles.drop(site, connection, Roles.GROUP);
          return null;
        });
  }
}
