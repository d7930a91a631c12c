package io.quarterdeck.e2e.sequences;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobListDetails;
import com.azure.storage.blob.models.ListBlobsOptions;
import io.quarterdeck.e2e.sequences.DatasetDefinition.Table;
import io.quarterdeck.e2e.sequences.ObservedState.Blob;
import io.quarterdeck.e2e.sequences.ObservedState.LedgerLoad;
import io.quarterdeck.e2e.sequences.ObservedState.SeenTable;
import io.quarterdeck.e2e.sequences.Row.Columns;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads the content of the servers for one dataset, without Quarterdeck's code. */
final class Observer {
  private static final String LEDGER =
      """
      select l.*, (select count(*) from quarterdeck.repair r where r.load_id = l.id) as repairs_made
      from quarterdeck.load l where dataset = ? order by id
      """;

  private static final String PARTITIONS =
      """
      select tablename from pg_tables where schemaname = ? and tablename like '%\\_load\\_%'
      """;

  private static final String COLUMNS =
      """
      select attname from pg_attribute
      where attrelid = to_regclass(?) and attnum > 0 and not attisdropped
      """;

  private final SequenceServers servers;
  private final String dataset;
  private final String schema;
  private final Parquet whole;
  private final Parquet quarter;

  Observer(SequenceServers servers, DatasetDefinition definition, Parquet whole, Parquet quarter) {
    this.servers = servers;
    this.dataset = definition.name();
    this.schema = definition.schema();
    this.whole = whole;
    this.quarter = quarter;
  }

  ObservedState observe() throws SQLException, IOException {
    try (Connection connection = servers.connect()) {
      BlobContainerClient landing = servers.container("landing");
      return new ObservedState(
          ledger(connection),
          tables(connection),
          Set.copyOf(strings(connection, PARTITIONS, schema)),
          blobs(landing, dataset + "/"),
          new TreeSet<>(blobs(landing, "_loading/" + dataset + "/").keySet()),
          blobs(servers.container("quarantine"), dataset + "/"),
          whole.read(dataset + "/manifest.json"),
          quarter.read(dataset + "/quarter=" + ExportedQuarter.FIRST.word() + "/manifest.json"),
          servers.second());
    }
  }

  private NavigableMap<Long, LedgerLoad> ledger(Connection connection) throws SQLException {
    NavigableMap<Long, LedgerLoad> loads = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(LEDGER)) {
      statement.setString(1, dataset);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          loads.put(row.getLong("id"), load(row));
        }
      }
    }
    return loads;
  }

  private static LedgerLoad load(ResultSet row) throws SQLException {
    return new LedgerLoad(
        row.getLong("id"),
        row.getString("table_name"),
        row.getString("mode"),
        row.getString("status"),
        row.getString("sha256"),
        row.getString("who"),
        number(row, "rows_loaded"),
        number(row, "rows_rejected"),
        number(row, "superseded_by"),
        row.getTimestamp("dropped") != null,
        Optional.ofNullable(row.getString("landing")),
        row.getTimestamp("started").toInstant(),
        Optional.ofNullable(row.getTimestamp("finished")).map(Timestamp::toInstant),
        row.getLong("repairs_made"));
  }

  private static Optional<Long> number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  private Map<Table, SeenTable> tables(Connection connection) throws SQLException {
    Map<Table, SeenTable> tables = new EnumMap<>(Table.class);
    for (Table table : Table.values()) {
      List<String> columns = strings(connection, COLUMNS, table.in(schema));
      if (!columns.isEmpty()) {
        Columns kind = columns.contains("remark") ? Columns.WITH_REMARK : Columns.BASIC;
        tables.put(table, new SeenTable(kind, rows(connection, table, kind)));
      }
    }
    return tables;
  }

  private List<String> rows(Connection connection, Table table, Columns columns)
      throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select load_id, load_line, %s from %s"
                    .formatted(String.join(", ", columns.names()), table.in(schema)))) {
      int width = row.getMetaData().getColumnCount();
      while (row.next()) {
        String[] values = new String[width];
        for (int index = 0; index < width; index++) {
          values[index] = row.getString(index + 1);
        }
        rows.add(Row.shown(Stream.of(values)));
      }
    }
    return rows.stream().sorted().toList();
  }

  private static List<String> strings(Connection connection, String sql, String parameter)
      throws SQLException {
    List<String> strings = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          strings.add(row.getString(1));
        }
      }
    }
    return strings;
  }

  /** Returns the files below a path, by their relative path. */
  private static NavigableMap<String, Blob> blobs(BlobContainerClient container, String prefix) {
    NavigableMap<String, Blob> blobs = new TreeMap<>();
    ListBlobsOptions options =
        new ListBlobsOptions()
            .setPrefix(prefix)
            .setDetails(new BlobListDetails().setRetrieveMetadata(true));
    for (BlobItem item : container.listBlobs(options, null)) {
      boolean marksFolder =
          item.getMetadata() != null && item.getMetadata().containsKey("hdi_isfolder");
      if (!marksFolder) {
        blobs.put(
            item.getName().substring(prefix.length()),
            new Blob(md5(container, item), item.getProperties().getLastModified().toInstant()));
      }
    }
    return blobs;
  }

  /**
   * Computes the MD5 of the bytes, because clients can store another MD5 in the properties of a
   * blob.
   */
  private static String md5(BlobContainerClient container, BlobItem item) {
    return Content.hex("MD5", container.getBlobClient(item.getName()).downloadContent().toBytes());
  }
}
