package io.quarterdeck.etl.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The ledger's schema in a database, beside the one of this version.
 *
 * @param found the version that is there; 0 where there is none
 * @param expected the version that this Quarterdeck makes and works with
 */
public record LedgerSchema(int found, int expected) {
  /** Looks, and changes nothing. */
  public static LedgerSchema of(Connection connection) throws SQLException {
    return new LedgerSchema(Migrations.version(connection), Migrations.NEWEST);
  }
}
