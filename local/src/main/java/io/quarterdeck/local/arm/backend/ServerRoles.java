package io.quarterdeck.local.arm.backend;

import io.quarterdeck.loader.postgres.Identifiers;
import io.quarterdeck.loader.postgres.PostgresRole;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.postgres.EntraRoles;
import io.quarterdeck.local.postgres.RoleLabel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The roles of the server. As in Azure, the administrators are members of one group. */
final class ServerRoles {
  /** The name of the group in Azure. */
  static final String GROUP = "azure_pg_admin";

  private ServerRoles() {}

  static void createGroup(Connection connection) throws SQLException {
    if (!new PostgresRole(GROUP).exists(connection)) {
      Sql.execute(connection, "create role " + GROUP + " createdb createrole in role pg_monitor");
    }
  }

  /** Creates an administrator, or changes the password of an existing one. */
  static void create(Connection connection, String name, String password) throws SQLException {
    createAdministrator(connection, name);
    Sql.execute(
        connection,
        "alter role " + Identifiers.quoted(name) + " password " + Identifiers.literal(password));
  }

  /**
   * Creates an administrator who signs in with Entra, or changes the principal of an existing one.
   */
  static void create(Connection connection, String name, RoleLabel label) throws SQLException {
    createAdministrator(connection, name);
    Sql.execute(connection, "alter role " + Identifiers.quoted(name) + " password null");
    new EntraRoles(connection).label(name, label);
  }

  private static void createAdministrator(Connection connection, String name) throws SQLException {
    new PostgresRole(name).createIfMissing(connection);
    String role = Identifiers.quoted(name);
    Sql.execute(connection, "alter role " + role + " login createdb createrole");
    Sql.execute(connection, "grant " + GROUP + " to " + role + " with admin option");
  }

  /** Drops a role. The objects that it owns are reassigned to the role that started the server. */
  static void drop(PostgresBackendServer server, Connection connection, String name)
      throws SQLException {
    if (!new PostgresRole(name).exists(connection)) {
      return;
    }
    String role = Identifiers.quoted(name);
    List<String> databases =
        Sql.list(
            connection,
            row -> row.getString(1),
            "select datname from pg_database where datallowconn");
    for (String database : databases) {
      server.run(
          database,
          inside -> {
            Sql.execute(inside, "reassign owned by " + role + " to current_user");
            Sql.execute(inside, "drop owned by " + role);
            return null;
          });
    }
    Sql.execute(connection, "drop role " + role);
  }

  /** Returns all roles, except those that PostgreSQL itself and the local stack use. */
  static List<String> all(Connection connection) throws SQLException {
    return Sql.list(
        connection,
        row -> row.getString(1),
        "select rolname from pg_roles where not rolsuper and rolname !~ '^pg_' order by oid");
  }

  /** Returns whether the role exists and may sign in. */
  static boolean canSignIn(Connection connection, String name) throws SQLException {
    return Sql.first(
            connection, row -> true, "select from pg_roles where rolname = ? and rolcanlogin", name)
        .isPresent();
  }
}
