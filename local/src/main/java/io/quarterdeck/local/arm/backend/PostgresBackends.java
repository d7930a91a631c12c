package io.quarterdeck.local.arm.backend;

import java.util.List;

/** One real PostgreSQL server for all flexible servers and their content. */
public final class PostgresBackends {
  private PostgresBackends() {}

  /**
   * Returns the backends that use one server.
   *
   * @param restart restarts that server
   */
  public static List<ResourceBackend> on(PostgresBackendServer server, ServerRestart restart) {
    return List.of(
        new ServerBackend(server, restart),
        new DatabaseBackend(server),
        new AdministratorBackend(server),
        new ConfigurationBackend(server));
  }
}
