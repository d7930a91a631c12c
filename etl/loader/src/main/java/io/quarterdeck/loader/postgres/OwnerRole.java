package io.quarterdeck.loader.postgres;

import io.quarterdeck.loader.failure.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The role that owns all objects of Quarterdeck on a server to which several principals sign in
 * with tokens. It cannot sign in. Sessions of its members act as this role, so that each of them
 * can replace the partitions that another one created. See docs/decisions/0086.
 *
 * @param administrators the roles of the server's Entra administrators, which become members
 */
public record OwnerRole(List<String> administrators) {
  public static final String NAME = "quarterdeck_owner";

  private static final String ACT =
      "select set_config('role', rolname, false) from pg_roles"
          + " where rolname = ? and pg_has_role(oid, 'usage')";

  /**
   * Makes a session act as the owner, if the role exists and the session's role is a member. Other
   * roles, such as those of readers, keep their own privileges.
   *
   * @return whether the session acts as the owner
   */
  public static boolean act(Connection connection) throws SQLException {
    return Sql.first(connection, row -> true, ACT, NAME).isPresent();
  }

  /**
   * Creates the role, if it does not exist, and makes all administrators its members. Objects that
   * the session's role created before belong to the owner afterwards. A repeated call changes
   * nothing.
   *
   * @param connection a connection of an administrator
   * @throws Failure if the session's role may not create roles, or may not grant this one
   */
  public void create(Connection connection) throws SQLException {
    try {
      new PostgresRole(NAME).createIfMissing(connection);
      addAdministrators(connection, NAME);
      if (OwnerRole.adopts(connection)) {
        Sql.execute(connection, "reassign owned by current_user to " + NAME);
      }
      grantDatabase(connection);
    } catch (SQLException e) {
      if (!SqlState.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
        throw e;
      }
      throw Failure.causedBy(
          e,
          "Cannot set up the role %s, which owns Quarterdeck's tables: %s; expected to be signed in"
              + " as an administrator of the server (%s). Run ./quarterdeck prepare-server as one"
              + " of them, then run this again.",
          NAME,
          e.getMessage(),
          String.join(", ", administrators));
    }
  }

  /**
   * Makes the administrators members of a role, with the right to add other members. From
   * PostgreSQL 16 on, only the creator of a role can change it otherwise. Source: PostgreSQL 16
   * release notes, "Migration to Version 16".
   */
  public void addAdministrators(Connection connection, String role) throws SQLException {
    String me = Sql.first(connection, row -> row.getString(1), "select current_user").orElseThrow();
    for (String administrator : administrators) {
      if (!new PostgresRole(administrator).exists(connection)) {
        continue;
      }
      // The creator has the right already, and a role cannot give it to itself.
      String right = administrator.equals(me) ? "usage" : "usage with admin option";
      if (!has(connection, administrator, role, right)) {
        Sql.execute(
            connection,
            "grant %s to %s%s"
                .formatted(
                    Identifiers.quoted(role),
                    Identifiers.quoted(administrator),
                    administrator.equals(me) ? "" : " with admin option"));
      }
    }
  }

  private static void grantDatabase(Connection connection) throws SQLException {
    boolean granted =
        Sql.first(
                connection,
                row -> row.getBoolean(1),
                "select has_database_privilege(?, current_database(), 'create')",
                NAME)
            .orElseThrow();
    if (!granted) {
      String database =
          Sql.first(connection, row -> row.getString(1), "select current_database()").orElseThrow();
      Sql.execute(
          connection,
          "grant create, connect, temporary on database %s to %s"
              .formatted(Identifiers.quoted(database), NAME));
    }
  }

  /** Returns whether the session's role owns tables or schemas in this database. */
  private static boolean adopts(Connection connection) throws SQLException {
    return Sql.first(
            connection,
            row -> true,
            "select where exists (select from pg_class where relowner = current_user::regrole)"
                + " or exists (select from pg_namespace where nspowner = current_user::regrole)")
        .isPresent();
  }

  private static boolean has(Connection connection, String member, String role, String right)
      throws SQLException {
    return Sql.first(
            connection,
            row -> row.getBoolean(1),
            "select pg_has_role(?, ?, ?)",
            member,
            role,
            right)
        .orElseThrow();
  }
}
