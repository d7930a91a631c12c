package io.quarterdeck.azure.rotation;

import io.quarterdeck.loader.postgres.Identifiers;
import io.quarterdeck.loader.postgres.OwnerRole;
import io.quarterdeck.loader.postgres.PostgresRole;
import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.postgresql.PGConnection;

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
    if (roles.administrator().isPresent()) {
      createOwner(roles.administrator().get());
    } else {
      administrators().create(connection);
    }
    for (String login : roles.logins()) {
      new PostgresRole(login).createIfMissing(connection);
      if (roles.administrator().isEmpty()) {
        administrators().addAdministrators(connection, login);
      }
      run("grant " + owner() + " to " + Identifiers.quoted(login));
      actAsOwner(login);
    }
  }

  private void createOwner(String administrator) throws SQLException {
    new PostgresRole(roles.owner()).createIfMissing(connection);
    run("grant " + owner() + " to " + Identifiers.quoted(administrator));
    run(
        "grant create, connect, temporary on database "
            + Identifiers.quoted(database)
            + " to "
            + owner());
  }

  private OwnerRole administrators() {
    return new OwnerRole(roles.administrators());
  }

  private String owner() throws SQLException {
    return Identifiers.quoted(roles.owner());
  }

  /**
   * Reassigns all objects to the owner and makes the administrator's new sessions act as the owner.
   */
  void begin() throws SQLException {
    handOver();
    // Earlier sessions still create objects as the administrator. Grant the owner access to these
    // objects.
    String open = "alter default privileges grant all on %s to " + owner();
    run(open.formatted("schemas"));
    run(open.formatted("tables"));
    run(open.formatted("sequences"));
    actAsOwner(roles.administrator().orElseThrow());
  }

  /**
   * Records that new sessions act as the owner. Call it only after {@link #begin} was committed.
   */
  void begun() throws SQLException {
    run("comment on role " + owner() + " is " + Identifiers.literal(SINCE + now()));
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
    run("alter role " + Identifiers.quoted(login) + " login");
  }

  /** Disables a role's login. Open sessions continue; new ones are refused. */
  void retire(String login) throws SQLException {
    run("alter role " + Identifiers.quoted(login) + " nologin password null");
  }

  /** Reassigns all objects of the administrator to the owner. */
  void handOver() throws SQLException {
    run(
        "reassign owned by "
            + Identifiers.quoted(roles.administrator().orElseThrow())
            + " to "
            + owner());
  }

  private void actAsOwner(String role) throws SQLException {
    run(
        "alter role %s in database %s set role = %s"
            .formatted(
                Identifiers.quoted(role),
                Identifiers.quoted(database),
                Identifiers.literal(roles.owner())));
  }

  private OffsetDateTime now() throws SQLException {
    return Sql.first(
            connection, row -> row.getObject(1, OffsetDateTime.class), "select clock_timestamp()")
        .orElseThrow();
  }

  private void run(String sql) throws SQLException {
    Sql.execute(connection, sql);
  }
}
