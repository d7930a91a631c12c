package io.quarterdeck.local.arm.backend;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.loader.postgres.Identifiers;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.postgres.EntraRoles;
import java.util.Map;
import java.util.Set;

/**
 * A PostgreSQL database for each database resource. An existing database is adopted with its
 * content.
 */
final class DatabaseBackend implements ResourceBackend {
  private final PostgresBackendServer server;

  DatabaseBackend(PostgresBackendServer server) {
    this.server = server;
  }

  @Override
  public Set<String> types() {
    return Set.of("Microsoft.DBforPostgreSQL/flexibleServers/databases");
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    String name = name(request.id());
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    server.run(
        connection -> {
          boolean there =
              Sql.first(connection, row -> true, "select from pg_database where datname = ?", name)
                  .isPresent();
          if (!there) {
            Sql.execute(
                connection,
                "create database "
                    + Identifiers.quoted(name)
                    + " template template0 encoding "
                    + Identifiers.literal(String.valueOf(properties.get("charset")))
                    + " locale "
                    + Identifiers.literal(String.valueOf(properties.get("collation"))));
          }
          // In Azure, the administrators own the databases that are created for them.
          Sql.execute(
              connection,
              "alter database " + Identifiers.quoted(name) + " owner to " + ServerRoles.GROUP);
          return null;
        });
    return Map.of();
  }

  @Override
  public Map<String, Object> updated(ArmResource before, ArmRequest request) {
    Map<?, ?> wanted = (Map<?, ?>) request.body().get("properties");
    var found = before.body().getAsJsonObject("properties");
    for (String fixed : new String[] {"charset", "collation"}) {
      String now = found.get(fixed).getAsString();
      if (!now.equals(wanted.get(fixed))) {
        throw ApiError.of(
            400,
            "InvalidParameterValue",
            "Invalid value given for parameter %s: a database keeps its %s, '%s'."
                .formatted(fixed, fixed, now));
      }
    }
    return created(request);
  }

  @Override
  public boolean exists(ArmResource resource) {
    return server.run(
        connection ->
            Sql.first(
                    connection,
                    row -> true,
                    "select from pg_database where datname = ?",
                    name(resource.id()))
                .isPresent());
  }

  @Override
  public void deleted(ArmResource resource) {
    String name = name(resource.id());
    server.runOutside(
        name,
        connection -> {
          String database = Identifiers.quoted(name);
          Sql.execute(connection, "drop database if exists " + database + " with (force)");
          if (name.equals(PostgresBackendServer.FIRST_DATABASE)) {
            // The data of the platform is deleted. The server itself needs its own database, which
            // is empty again.
            Sql.execute(connection, "create database " + database + " template template0");
          }
          return null;
        });
    if (name.equals(PostgresBackendServer.FIRST_DATABASE)) {
      server.run(
          connection -> {
            new EntraRoles(connection).installFunctions();
            return null;
          });
    }
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
