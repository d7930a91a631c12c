package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.dbforpostgresql.Configuration;
import com.pulumi.azurenative.dbforpostgresql.ConfigurationArgs;
import com.pulumi.azurenative.dbforpostgresql.Server;
import io.quarterdeck.contract.PostgresExtensions;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import java.util.LinkedHashMap;
import java.util.Map;

/** The server's parameters for loads, auditing, logging and connection throttling. */
final class Parameters {
  private Parameters() {}

  /**
   * The values by parameter name, in the order in which they are set: parameters that require a
   * restart are first. Resource Manager does not restart the server; {@code prepare-server}
   * restarts it (docs/decisions/0073).
   */
  private static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("azure.extensions", PostgresExtensions.parameterValue());
    values.put(PostgresExtensions.LIBRARIES_PARAMETER, PostgresExtensions.parameterValue());
    values.put("require_secure_transport", "on");
    values.put("ssl_min_protocol_version", "TLSv1.2");
    values.put("password_encryption", "scram-sha-256");
    values.put("connection_throttle.enable", "on");
    values.put("log_checkpoints", "on");
    values.put("log_connections", "on");
    values.put("log_disconnections", "on");
    values.put("log_lock_waits", "on");
    values.put("logfiles.retention_days", "7");
    values.put("pgaudit.log", "ddl,role");
    // Loads write large volumes: these values cause fewer checkpoints and compress WAL.
    values.put("checkpoint_completion_target", "0.9");
    values.put("max_wal_size", "8192");
    values.put("wal_compression", "on");
    values.put("maintenance_work_mem", "262144");
    return values;
  }

  static void add(PostgresServer.Args args, Server server, ResourceSequence changes) {
    values()
        .forEach(
            (name, value) ->
                changes.add(
                    new Configuration(
                        "parameter-" + name,
                        ConfigurationArgs.builder()
                            .configurationName(name)
                            .value(value)
                            .source("user-override")
                            .serverName(server.name())
                            .resourceGroupName(args.context().resourceGroup())
                            .build(),
                        changes.options())));
  }
}
