package io.quarterdeck.loader.ledger;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.postgres.TransientErrors;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Migrates the ledger's schema to this version of Quarterdeck. */
final class Migrations {
  /**
   * The newest migration in this package. Flyway is started only if the database does not have it.
   */
  static final int NEWEST = 4;

  static final String SCHEMA = "quarterdeck";
  private static final String LOCATION = "classpath:io/quarterdeck/loader/ledger";
  private static final String HISTORY = SCHEMA + ".flyway_schema_history";

  private Migrations() {}

  static void apply(Connection connection, Postgres postgres) throws SQLException {
    int version = version(connection);
    if (version > NEWEST) {
      throw Failure.of(
          "Cannot use the ledger at %s: its schema has version %s; expected at most "
              + "%s. A newer version of Quarterdeck migrated it. Use that version.",
          postgres.endpoint(), version, NEWEST);
    }
    if (version < NEWEST) {
      postgres.prepareOwner(connection);
      migrate(postgres);
    }
  }

  static int version(Connection connection) throws SQLException {
    boolean present =
        Sql.first(
                connection, row -> row.getBoolean(1), "select to_regclass(?) is not null", HISTORY)
            .orElseThrow();
    if (!present) {
      return 0;
    }
    return Sql.first(
            connection,
            row -> row.getInt(1),
            "select coalesce(max(version::integer), 0) from "
                + HISTORY
                + " where success and version is not null")
        .orElseThrow();
  }

  private static void migrate(Postgres postgres) throws SQLException {
    try {
      Flyway.configure()
          .dataSource(postgres.dataSource())
          .schemas(SCHEMA)
          .createSchemas(true)
          .locations(LOCATION)
          .load()
          .migrate();
    } catch (FlywayException e) {
      if (e.getCause() instanceof SQLException error && TransientErrors.is(error)) {
        throw error;
      }
      throw Failure.causedBy(
          e,
          "Cannot create the ledger's schema at %s: %s; expected a role that may "
              + "create the schema %s. Grant it create on the database, then run this "
              + "again.",
          postgres.endpoint(),
          e.getMessage(),
          SCHEMA);
    }
  }
}
