package io.quarterdeck.cli.rotation;

import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.core.Utils;

/**
 * Creates the roles as the administrator. All statements are idempotent. The comment on the owner
 * role records since when the administrator's new sessions create objects as the owner.
 *
 * @param connection the administrator's connection, after {@code set role none}
 */
record RoleSetup(Connection connection, Roles roles, String database) {
  private static final String SINCE = "Quarterdeck's owner of tables, since ";

  /** Creates missing roles and grants. */
  void createRoles() throws SQLException {
    String owner = identifier(roles.owner());
    create(roles.owner());
    run("grant " + owner + " to " + identifier(roles.administrator()));
    run("grant create, connect, temporary on database " + identifier(database) + " to " + owner);
    for (String login : roles.logins()) {
      create(login);
      run("grant " + owner + " to " + identifier(login));
      actAsOwner(login);
    }
  }

  /**
   * Reassigns all objects to the owner and makes the administrator's new sessions act as the owner.
   */
  void begin() throws SQLException {
    handOver();
    // Earlier sessions still create objects as the administrator. Grant the owner access to these
    // objects.
    String open = "alter default privileges grant all on %s to " + identifier(roles.owner());
    run(open.formatted("schemas"));
    run(open.formatted("tables"));
    run(open.formatted("sequences"));
    actAsOwner(roles.administrator());
  }

  /**
   * Records that new sessions act as the owner. Call it only after {@link #begin} was committed.
   */
  void begun() throws SQLException {
    run("comment on role " + identifier(roles.owner()) + " is " + literal(SINCE + now()));
  }

  /**
   * Returns the time since which new sessions of the administrator act as the owner. Older sessions
   * create objects as the administrator.
   */
  Optional<OffsetDateTime> since() throws SQLException {
    return Sql.first(
            connection,
            row -> Optional.ofNullable(row.getString(1)),
            "select shobj_description(oid, 'pg_authid') from pg_roles where rolname = ?",
            roles.owner())
        .flatMap(comment -> comment)
        .filter(comment -> comment.startsWith(SINCE))
        .map(comment -> OffsetDateTime.parse(comment.substring(SINCE.length())));
  }

  /**
   * Enables a role to sign in with a password. The driver sends only the SCRAM verifier, so the
   * password cannot appear in the server's log.
   */
  void setPassword(String login, String password) throws SQLException {
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(login, password.toCharArray(), "scram-sha-256");
    run("alter role " + identifier(login) + " login");
  }

  /** Disables a role's login. Open sessions continue; new ones are refused. */
  void retire(String login) throws SQLException {
    run("alter role " + identifier(login) + " nologin password null");
  }

  /** Reassigns all objects of the administrator to the owner. */
  void handOver() throws SQLException {
    run(
        "reassign owned by "
            + identifier(roles.administrator())
            + " to "
            + identifier(roles.owner()));
  }

  private void actAsOwner(String role) throws SQLException {
    run(
        "alter role %s in database %s set role = %s"
            .formatted(identifier(role), identifier(database), literal(roles.owner())));
  }

  private void create(String role) throws SQLException {
    boolean there =
        Sql.first(connection, row -> true, "select from pg_roles where rolname = ?", role)
            .isPresent();
    if (!there) {
      run("create role " + identifier(role));
    }
  }

  private OffsetDateTime now() throws SQLException {
    return Sql.first(
            connection, row -> row.getObject(1, OffsetDateTime.class), "select clock_timestamp()")
        .orElseThrow();
  }

  private void run(String sql) throws SQLException {
    Sql.execute(connection, sql);
  }

  private static String identifier(String name) throws SQLException {
    return Utils.escapeIdentifier(new StringBuilder(), name).toString();
  }

  private static String literal(String text) throws SQLException {
    return "'" + Utils.escapeLiteral(new StringBuilder(), text, true) + "'";
  }
}
