package io.quarterdeck.local.arm.parts;

import io.quarterdeck.etl.postgres.Sql;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.store.ArmRefusal;
import java.util.Map;
import java.util.Set;

/** A database behind a database. One that is there already is taken over with what it holds. */
final class DatabasePart implements PartBehind {
  private final PostgresServerSite site;

  DatabasePart(PostgresServerSite site) {
    this.site = site;
  }

  @Override
  public Set<String> types() {
    return Set.of("Microsoft.DBforPostgreSQL/flexibleServers/databases");
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    String name = name(request.id());
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    site.run(
        connection -> {
          boolean there =
              Sql.first(connection, row -> true, "select from pg_database where datname = ?", name)
                  .isPresent();
          if (!there) {
            Sql.execute(
                connection,
                "create database "
                    + Sqls.identifier(name)
                    + " template template0 encoding "
                    + Sqls.literal(String.valueOf(properties.get("charset")))
                    + " locale "
                    + Sqls.literal(String.valueOf(properties.get("collation"))));
          }
          // Azure's administrators own what is made for them.
          Sql.execute(
              connection, "alter database " + Sqls.identifier(name) + " owner to " + Roles.GROUP);
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
        throw ArmRefusal.of(
            400,
            "InvalidParameterValue",
            "Invalid value given for parameter %s: a database keeps its %s, '%s'."
                .formatted(fixed, fixed, now));
      }
    }
    return created(request);
  }

  @Override
  public boolean stands(ArmResource resource) {
    return site.run(
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
    site.runOutside(
        name,
        connection -> {
          String database = Sqls.identifier(name);
          Sql.execute(connection, "drop database if exists " + database + " with (force)");
          if (name.equals(PostgresServerSite.FIRST_DATABASE)) {
            // The platform's data is gone; the server needs its own database, which is empty again.
            Sql.execute(connection, "create database " + database + " template template0");
          }
          return null;
        });
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
