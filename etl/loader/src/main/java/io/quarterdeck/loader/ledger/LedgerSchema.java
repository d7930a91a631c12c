package io.quarterdeck.loader.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The version of the ledger's schema in a database, and the version that this Quarterdeck uses.
 *
 * @param found the version in the database; 0 if there is no ledger
 * @param expected the version that this Quarterdeck creates and uses
 */
public record LedgerSchema(int found, int expected) {
  /** Reads the version. Changes nothing. */
  public static LedgerSchema of(Connection connection) throws SQLException {
    return new LedgerSchema(Migrations.version(connection), Migrations.NEWEST);
  }
}
