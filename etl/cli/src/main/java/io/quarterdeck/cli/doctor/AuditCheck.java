package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.server.FlexibleServer;
import io.quarterdeck.azure.server.ServerParameter;
import io.quarterdeck.contract.PostgresExtensions;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks the conditions for the audit log: the server has loaded pgaudit, and the database has the
 * extension. The parameter is read from Resource Manager, because only administrators may read it
 * in PostgreSQL.
 *
 * @param needs the checks of the server and of the sign-in
 * @param server finds the server in Resource Manager
 * @param database the name of the database, for messages
 */
record AuditCheck(
    List<String> needs, Supplier<FlexibleServer> server, PostgresEndpoint endpoint, String database)
    implements Check {
  private static final String WHAT = "check PostgreSQL's extensions";

  @Override
  public String name() {
    return "postgres audit";
  }

  @Override
  public Finding look() {
    ServerParameter libraries = server.get().parameter(PostgresExtensions.LIBRARIES_PARAMETER);
    if (!libraries.elements().contains(PostgresExtensions.AUDIT)) {
      return Finding.failed(
          "the parameter %s is '%s', without %s"
              .formatted(
                  PostgresExtensions.LIBRARIES_PARAMETER,
                  libraries.value(),
                  PostgresExtensions.AUDIT),
          "Run pulumi refresh --stack NAME, then pulumi up --stack NAME, which sets it, then ./quarterdeck prepare-server --stack NAME.");
    }
    if (libraries.isPendingRestart()) {
      return Finding.warning(
          "%s is not loaded: the server has not been restarted since its parameter %s changed"
              .formatted(PostgresExtensions.AUDIT, PostgresExtensions.LIBRARIES_PARAMETER),
          "Run ./quarterdeck prepare-server --stack NAME, which restarts the server when no load, export or transaction runs.");
    }
    if (!hasExtension()) {
      return Finding.warning(
          "the database %s does not have the extension %s"
              .formatted(database, PostgresExtensions.AUDIT),
          "Run ./quarterdeck prepare-server --stack NAME, which creates it.");
    }
    return Finding.ok("%s is loaded, and %s has it".formatted(PostgresExtensions.AUDIT, database));
  }

  private boolean hasExtension() {
    try (Connection connection = new Postgres(endpoint, "quarterdeck doctor").connect(WHAT)) {
      return Sql.first(
              connection,
              row -> true,
              "select from pg_extension where extname = ?",
              PostgresExtensions.AUDIT)
          .isPresent();
    } catch (SQLException e) {
      throw PostgresFailure.of(WHAT, endpoint, e);
    }
  }
}
