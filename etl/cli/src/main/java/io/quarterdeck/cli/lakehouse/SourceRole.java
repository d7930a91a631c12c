package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.access.VaultSecrets;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Identifiers;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.PostgresRole;
import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The role with which the data factory signs in to the source database of the local stack. On
 * Azure, the administrator of the source database creates it (docs/lakehouse.md).
 *
 * @param connected the stack
 * @param postgres the source database, as an administrator
 */
record SourceRole(ConnectedStack connected, Postgres postgres) {
  /** The name, which {@code lakehouse/adf/linkedService/PostgreSql.json} contains. */
  static final String NAME = "datafactory";

  private static final String WHAT = "create the role " + NAME;

  /**
   * Creates the role with the password in the vault, if it does not exist, and lets it read the
   * source's tables, which exist.
   *
   * @throws Failure if the vault has no password, or the database refuses
   */
  void create() {
    String password = password();
    try (Connection connection = postgres.connect(WHAT)) {
      // Only the administrator may create roles, not the owner of the tables.
      Sql.execute(connection, "set role none");
      new PostgresRole(NAME).createIfMissing(connection);
      if (postgres.endpoint().signIn().owner().isPresent()) {
        postgres.endpoint().signIn().owner().get().addAdministrators(connection, NAME);
      }
      // The driver sends only the SCRAM verifier, so the password is not in the server's log.
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(NAME, password.toCharArray(), "scram-sha-256");
      Sql.execute(connection, "alter role " + Identifiers.quoted(NAME) + " login");
      postgres.prepareOwner(connection);
      grant(connection);
    } catch (SQLException e) {
      throw PostgresFailure.of(WHAT, postgres.endpoint(), e);
    }
  }

  private static void grant(Connection connection) throws SQLException {
    Sql.execute(connection, "grant usage on schema " + LakehouseSource.SCHEMA + " to " + NAME);
    for (LakehouseSource source : List.of(LakehouseSource.USERS, LakehouseSource.POST_TYPES)) {
      Sql.execute(
          connection,
          "grant select on %s.%s to %s".formatted(LakehouseSource.SCHEMA, source.table(), NAME));
    }
  }

  private String password() {
    String secret = connected.outputs().requireLakehouse().sourceSecret();
    return new VaultSecrets(connected.outputs().keyVault(), connected.access())
        .find(secret)
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot %s: found no secret %s in %s; expected the password of the source"
                        + " database. Run pulumi config set --secret"
                        + " quarterdeck:sourcePostgresPassword PASSWORD --stack %s, then pulumi up"
                        + " --stack %s.",
                    WHAT,
                    secret,
                    connected.outputs().keyVault().uri(),
                    connected.outputs().environment(),
                    connected.outputs().environment()))
        .getValue();
  }
}
