package io.quarterdeck.local.arm.backend;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server parameter for each configuration. Parameters that the local server supports are set on
 * it. Parameters that exist only in Azure, or that would prevent the local server from starting,
 * are stored but not set; the description of the resource contains the reason.
 */
final class ConfigurationBackend implements ResourceBackend {
  /** The parameters that are not set, with the reason that the description shows. */
  private static final Map<String, String> NOT_SET =
      Map.of(
          "azure.extensions",
          "it lists the extensions that Azure permits",
          "shared_preload_libraries",
          "the local server does not have pgaudit and would not start with it",
          "require_secure_transport",
          "it exists only in Azure, and the local server listens only on loopback",
          "connection_throttle.enable",
          "it exists only in Azure",
          "logfiles.retention_days",
          "it exists only in Azure; the local stack has one log file",
          "logfiles.download_enable",
          "it exists only in Azure; the local stack has one log file",
          "pgaudit.log",
          "the local server does not have pgaudit");

  private record Parameter(String initial, String unit, String context) {}

  private final PostgresBackendServer server;

  ConfigurationBackend(PostgresBackendServer server) {
    this.server = server;
  }

  @Override
  public Set<String> types() {
    return Set.of("Microsoft.DBforPostgreSQL/flexibleServers/configurations");
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    String name = request.id().substring(request.id().lastIndexOf('/') + 1);
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    if (NOT_SET.containsKey(name)) {
      return Map.of(
          "properties",
          Map.of(
              "description", "Stored but not set by the local stack: " + NOT_SET.get(name) + "."));
    }
    return server.run(connection -> set(connection, name, properties.get("value").toString()));
  }

  @Override
  public Map<String, Object> updated(ArmResource before, ArmRequest request) {
    return created(request);
  }

  private static Map<String, Object> set(Connection connection, String name, String value)
      throws SQLException {
    Parameter parameter =
        find(connection, name)
            .filter(found -> !found.context().equals("internal"))
            .orElseThrow(
                () ->
                    ApiError.of(
                        400,
                        "InvalidParameterName",
                        "The configuration '%s' does not exist for this server.".formatted(name)));
    Sql.execute(
        connection, "alter system set " + Sqls.identifier(name) + " = " + Sqls.literal(value));
    reload(connection);
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("defaultValue", parameter.initial());
    said.put("isConfigPendingRestart", parameter.context().equals("postmaster"));
    if (parameter.unit() != null) {
      said.put("unit", parameter.unit());
    }
    return Map.of("properties", said);
  }

  @Override
  public void deleted(ArmResource resource) {
    String name = resource.id().substring(resource.id().lastIndexOf('/') + 1);
    if (!NOT_SET.containsKey(name)) {
      server.run(
          connection -> {
            Sql.execute(connection, "alter system reset " + Sqls.identifier(name));
            reload(connection);
            return null;
          });
    }
  }

  private static Optional<Parameter> find(Connection connection, String name) throws SQLException {
    return Sql.first(
        connection,
        row -> new Parameter(row.getString(1), row.getString(2), row.getString(3)),
        "select boot_val, unit, context from pg_settings where name = ?",
        name);
  }

  private static void reload(Connection connection) throws SQLException {
    Sql.first(connection, row -> row.getBoolean(1), "select pg_reload_conf()");
  }
}
