package io.quarterdeck.cli.upgrade;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.LedgerSchema;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresFailure;
import java.sql.Connection;
import java.sql.SQLException;

/** Compares the version of the ledger's schema. */
final class LedgerCompatibility {
  static final String NAME = "ledger schema";

  private LedgerCompatibility() {}

  static Compatibility of(PostgresEndpoint endpoint) {
    try (Connection connection =
        new Postgres(endpoint, "quarterdeck upgrade-check").connect("read the ledger's version")) {
      return of(LedgerSchema.of(connection));
    } catch (SQLException e) {
      return unknown(PostgresFailure.of("read the ledger's version", endpoint, e));
    } catch (Failure e) {
      return unknown(e);
    }
  }

  private static Compatibility of(LedgerSchema schema) {
    String expected = "version " + schema.expected();
    if (schema.found() == schema.expected()) {
      return Compatibility.equal(NAME, expected);
    }
    if (schema.found() > schema.expected()) {
      return Compatibility.differs(
          NAME,
          "version " + schema.found(),
          expected,
          "A newer version of Quarterdeck has upgraded the ledger, which refuses this version: use the newer one.");
    }
    return Compatibility.differs(
        NAME,
        schema.found() == 0 ? "none" : "version " + schema.found(),
        expected,
        "The next load upgrades it. After that, the ledger refuses older versions of Quarterdeck.");
  }

  private static Compatibility unknown(Failure failure) {
    return Compatibility.unknown(
        NAME, failure.getMessage(), "a reachable database", "Run ./quarterdeck doctor.");
  }
}
