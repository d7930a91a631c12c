package io.quarterdeck.local.arm.backend;

import io.quarterdeck.contract.PostgresExtensions;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.loader.postgres.Identifiers;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A server parameter for each configuration. This class sets the parameters that the local server
 * supports. As in Azure, a static parameter has its new value only after a restart. Parameters that
 * exist only in Azure are stored but not set. The description of the resource contains the reason.
 */
final class ConfigurationBackend implements ResourceBackend {
  /** The parameters that are not set, with the reason that the description shows. */
  private static final Map<String, String> NOT_SET =
      Map.of(
          "require_secure_transport",
          "it exists only in Azure, and the local server listens only on loopback",
          "connection_throttle.enable",
          "it exists only in Azure",
          "logfiles.retention_days",
          "it exists only in Azure; the local stack has one log file",
          "logfiles.download_enable",
          "it exists only in Azure; the local stack has one log file",
          "pgaudit.log",
          "the local pgaudit writes no audit log");

  /**
   * A parameter that only Azure's servers define. The local server stores it, and the scripts of
   * its extensions read it.
   */
  private static final String EXTENSIONS = "azure.extensions";

  /**
   * The libraries that Azure permits and the local server has. The server would not start with
   * another library.
   */
  private static final Set<String> LIBRARIES =
      Set.of("pgaudit", "pg_stat_statements", "auto_explain", "pg_prewarm");

  private record Parameter(String initial, String unit, String context) {
    /** Returns whether a change takes effect only after a restart. */
    boolean isStatic() {
      return context.equals("postmaster");
    }
  }

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
    String name = name(request.id());
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
    Parameter parameter = require(connection, name);
    Sql.execute(
        connection, "alter system set " + Identifiers.quoted(name) + " = " + list(name, value));
    reload(connection);
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("defaultValue", parameter.initial());
    said.put("isDynamicConfig", !parameter.isStatic());
    said.put("isConfigPendingRestart", parameter.isStatic() && !isApplied(connection, name));
    if (parameter.unit() != null) {
      said.put("unit", parameter.unit());
    }
    return Map.of("properties", said);
  }

  private static Parameter require(Connection connection, String name) throws SQLException {
    return find(connection, name)
        .filter(found -> !found.context().equals("internal"))
        .orElseThrow(
            () ->
                ApiError.of(
                    400,
                    "InvalidParameterName",
                    "The configuration '%s' does not exist for this server.".formatted(name)));
  }

  /** Returns the value as SQL. PostgreSQL takes a list as several literals. */
  private static String list(String name, String value) throws SQLException {
    if (!name.equals(PostgresExtensions.LIBRARIES_PARAMETER)) {
      return Identifiers.literal(value);
    }
    StringJoiner literals = new StringJoiner(", ");
    for (String library : value.split(",", -1)) {
      if (!LIBRARIES.contains(library)) {
        throw ApiError.of(
            400,
            "InvalidParameterValue",
            "Invalid value given for parameter %s: the local server has no library '%s'."
                .formatted(name, library));
      }
      literals.add(Identifiers.literal(library));
    }
    return literals.toString();
  }

  /**
   * Returns whether the server's files contain the parameter. If not, SQL has reset it, or a
   * version of the local stack that did not set it has stored it.
   */
  @Override
  public boolean exists(ArmResource resource) {
    String name = name(resource.id());
    return NOT_SET.containsKey(name)
        || server.run(
            connection ->
                Sql.first(
                        connection,
                        row -> true,
                        "select from pg_file_settings where name = ? limit 1",
                        name)
                    .isPresent());
  }

  /** Shows whether the server has been restarted since a static parameter was changed. */
  @Override
  public Map<String, Object> shown(ArmResource resource) {
    String name = name(resource.id());
    return server.run(
        connection ->
            find(connection, name).filter(Parameter::isStatic).isEmpty()
                ? Map.of()
                : Map.of(
                    "properties", Map.of("isConfigPendingRestart", !isApplied(connection, name))));
  }

  @Override
  public void deleted(ArmResource resource) {
    String name = name(resource.id());
    if (!NOT_SET.containsKey(name)) {
      server.run(
          connection -> {
            Sql.execute(connection, "alter system reset " + Identifiers.quoted(name));
            reload(connection);
            return null;
          });
    }
  }

  private static Optional<Parameter> find(Connection connection, String name) throws SQLException {
    if (name.equals(EXTENSIONS)) {
      return Optional.of(new Parameter("", null, "sighup"));
    }
    return Sql.first(
        connection,
        row -> new Parameter(row.getString(1), row.getString(2), row.getString(3)),
        "select boot_val, unit, context from pg_settings where name = ?",
        name);
  }

  /**
   * Returns whether the server uses the value in its configuration files. It reads the files for
   * this query, so the answer does not depend on when the server reloads them.
   */
  private static boolean isApplied(Connection connection, String name) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getBoolean(1),
            "select applied from pg_file_settings where name = ? order by seqno desc limit 1",
            name)
        .orElse(true);
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  private static void reload(Connection connection) throws SQLException {
    Sql.first(connection, row -> row.getBoolean(1), "select pg_reload_conf()");
  }
}
