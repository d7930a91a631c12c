package io.quarterdeck.azure.synapse;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Publishes the database, the data source, the views and the role of {@code lakehouse/synapse}. The
 * scripts change only what differs, so a second publication changes nothing. Not thread-safe.
 */
public final class SqlPublication {
  private static final String DATABASE = "quarterdeck";

  /** The definitions of the views, and the location of the data source. */
  private static final String STATE =
      "SELECT o.name, m.definition FROM sys.sql_modules m JOIN sys.objects o ON o.object_id ="
          + " m.object_id UNION ALL SELECT name, location FROM sys.external_data_sources";

  private final ServerlessSql pool;
  private final List<SqlScript> scripts;
  private final Progress progress;

  /**
   * Reads the scripts. Does not connect.
   *
   * @param folder the folder {@code lakehouse/synapse}
   * @throws Failure if a script cannot be read, or the stack has no lakehouse
   */
  public SqlPublication(Path folder, OutputValues outputs, AzureAccess access, Progress progress) {
    this(
        ServerlessSql.at(outputs.requireLakehouse().sqlEndpoint(), access),
        SqlScript.all(folder, values(outputs)),
        progress);
  }

  SqlPublication(ServerlessSql pool, List<SqlScript> scripts, Progress progress) {
    this.pool = pool;
    this.scripts = List.copyOf(scripts);
    this.progress = progress;
  }

  /** Returns the values of the variables in the scripts. */
  static Map<String, String> values(OutputValues outputs) {
    return Map.of("lake", outputs.lake().dfsEndpoint() + outputs.requireLakehouse().container());
  }

  /**
   * Runs the scripts.
   *
   * @return the names of the views and data sources that are new or changed
   * @throws Failure if the pool refuses; the next publication continues
   */
  public List<String> run() {
    Map<String, String> before = state();
    for (SqlScript script : scripts) {
      progress.phase("Publishing " + script.name());
      run(script);
    }
    Map<String, String> after = state();
    after.entrySet().removeAll(before.entrySet());
    return List.copyOf(new TreeSet<>(after.keySet()));
  }

  private void run(SqlScript script) {
    try (Connection connection = pool.open(script.database());
        Statement statement = connection.createStatement()) {
      for (String batch : script.batches()) {
        statement.execute(batch);
      }
    } catch (SQLException e) {
      throw refused("run " + script.name(), e);
    }
  }

  private Map<String, String> state() {
    Map<String, String> state = new LinkedHashMap<>();
    if (!exists()) {
      return state;
    }
    try (Connection connection = pool.open(DATABASE);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(STATE)) {
      while (rows.next()) {
        state.put(rows.getString(1), rows.getString(2));
      }
      return state;
    } catch (SQLException e) {
      throw refused("read the views", e);
    }
  }

  private boolean exists() {
    try (Connection connection = pool.open("master");
        PreparedStatement query =
            connection.prepareStatement("SELECT 1 FROM sys.databases WHERE name = ?")) {
      query.setString(1, DATABASE);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw refused("connect", e);
    }
  }

  private static Failure refused(String what, SQLException e) {
    return Failure.causedBy(
        e,
        "Cannot %s in the serverless SQL pool: found %s; expected a pool that this machine reaches,"
            + " and the right to change it. Sign in as the identity that publishes (docs/azure.md,"
            + " \"Synapse\"), and run doctor.",
        what,
        Causes.brief(e));
  }
}
