package io.quarterdeck.azure.server;

import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Lists the sessions whose work a restart would interrupt. */
final class BusySessions {
  /**
   * A load keeps its session from its start to its end. An export keeps a session while it reads.
   * Other clients lose work if they run a statement or have an open transaction. Idle clients
   * connect again. Azure's own sessions belong to {@code azuresu} (Microsoft Learn, "Access
   * management", /azure/postgresql/security/security-access-control).
   */
  private static final String BUSY =
      """
      select format('%s (role %s, server process %s)',
               coalesce(nullif(application_name, ''), 'a session'), usename, pid)
      from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid() and usename <> 'azuresu'
        and (application_name like 'quarterdeck %' or state is distinct from 'idle')
      order by backend_start
      """;

  private BusySessions() {}

  /** Returns a description of each session. The role must be a member of {@code pg_monitor}. */
  static List<String> of(Connection connection) throws SQLException {
    return Sql.list(connection, row -> row.getString(1), BUSY);
  }
}
