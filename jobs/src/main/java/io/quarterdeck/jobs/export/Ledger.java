package io.quarterdeck.jobs.export;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the list of published loads once, so that the export uses a consistent set. */
final class Ledger {
  // A single statement reads one snapshot, which contains a concurrently published load completely
  // or not at all.
  private static final String PUBLISHED =
      """
      select load.id, load.file, load.sha256, load.rows_loaded, load.repairs, profile ->> 'name' as name, profile ->> 'sum' as sum
      from quarterdeck.load load
      left join lateral jsonb_array_elements(load.columns) profile on true
      where load.dataset = ? and load.table_name = ? and load.status = 'published'
      order by load.id
      """;

  private Ledger() {}

  /**
   * Returns the currently published loads of the dataset, ordered by id.
   *
   * @throws Failure if there are none, or the ledger cannot be read
   */
  static List<PublishedLoad> published(Connection connection, Dataset dataset) {
    List<PublishedLoad> loads = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(PUBLISHED)) {
      statement.setString(1, dataset.name());
      statement.setString(2, dataset.table().toString());
      try (ResultSet lines = statement.executeQuery()) {
        boolean more = lines.next();
        while (more) {
          long id = lines.getLong("id");
          String file = lines.getString("file");
          String sha256 = lines.getString("sha256");
          long rows = lines.getLong("rows_loaded");
          int repairs = lines.getInt("repairs");
          Map<String, BigDecimal> sums = new HashMap<>();
          do {
            addSum(lines, sums);
            more = lines.next();
          } while (more && lines.getLong("id") == id);
          loads.add(new PublishedLoad(id, file, sha256, rows, repairs, sums));
        }
      }
    } catch (SQLException e) {
      throw new Failure(
          "Cannot read the ledger of "
              + dataset.name()
              + ": "
              + e.getMessage()
              + "; expected the table quarterdeck.load. Load a file first: quarterdeck load FILE.",
          e);
    }
    if (loads.isEmpty()) {
      throw new Failure(
          "Cannot export "
              + dataset.name()
              + ": found no published load of it into "
              + dataset.table()
              + " in the ledger; expected at least one."
              + " Load a file first: quarterdeck load FILE.");
    }
    return List.copyOf(loads);
  }

  private static void addSum(ResultSet line, Map<String, BigDecimal> sums) throws SQLException {
    String name = line.getString("name");
    if (name != null) {
      String sum = line.getString("sum");
      sums.put(name, sum == null ? BigDecimal.ZERO : new BigDecimal(sum));
    }
  }
}
