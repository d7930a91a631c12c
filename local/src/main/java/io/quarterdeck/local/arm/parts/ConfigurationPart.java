package io.quarterdeck.local.arm.parts;

import io.quarterdeck.etl.postgres.Sql;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.store.ArmRefusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server parameter behind a configuration. What the local server knows is set on it; what only
 * Azure knows, or what would keep the local server from starting, is kept and says why.
 */
final class ConfigurationPart implements PartBehind {
  /** Parameters that are not set, and why; the resource's description says it. */
  private static final Map<String, String> KEPT =
      Map.of(
          "azure.extensions",
          "it is Azure's list of extensions that may be made",
          "shared_preload_libraries",
          "the local server lacks pgaudit, and would not start again with it",
          "require_secure_transport",
          "it is Azure's, and the local server listens on loopback only",
          "connection_throttle.enable",
          "it is Azure's",
          "logfiles.retention_days",
          "it is Azure's; the local stack has one log file",
          "logfiles.download_enable",
          "it is Azure's; the local stack has one log file",
          "pgaudit.log",
          "the local server lacks pgaudit");

  private record Parameter(String initial, String unit, String context) {}

  private final PostgresServerSite site;

  ConfigurationPart(PostgresServerSite site) {
    this.site = site;
  }

  @Override
  public Set<String> types() {
    return Set.of("Microsoft.DBforPostgreSQL/flexibleServers/configurations");
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    String name = request.id().substring(request.id().lastIndexOf('/') + 1);
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    if (KEPT.containsKey(name)) {
      return Map.of(
          "properties",
          Map.of("description", "Kept and not set by the local stack: " + KEPT.get(name) + "."));
    }
    return site.run(connection -> set(connection, name, properties.get("value").toString()));
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
                    ArmRefusal.of(
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
    if (!KEPT.containsKey(name)) {
      site.run(
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
