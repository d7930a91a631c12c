package io.quarterdeck.etl.ledger;

import io.quarterdeck.etl.ToolVersion;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.postgres.Postgres;
import io.quarterdeck.etl.postgres.PostgresFailure;
import io.quarterdeck.etl.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The ledger, {@code quarterdeck.load}, over one connection. Not safe for use by several threads.
 * Its methods join the transaction that the connection is in.
 */
public final class Ledger {
  /** What is asked of the ledger. */
  @FunctionalInterface
  public interface Question<T> {
    /** The answer. */
    T of(Ledger ledger) throws SQLException;
  }

  private final Connection connection;

  private Ledger(Connection connection) {
    this.connection = connection;
  }

  /**
   * The ledger, its schema made or brought up to date where that is needed.
   *
   * @throws io.quarterdeck.etl.Failure when the schema cannot be made, or is newer than this tool
   */
  public static Ledger open(Connection connection, Postgres postgres) throws SQLException {
    Migrations.apply(connection, postgres);
    return new Ledger(connection);
  }

  /**
   * Asks the ledger something, over a connection of its own.
   *
   * @throws io.quarterdeck.etl.Failure when the server cannot be reached, or refuses
   */
  public static <T> T read(Postgres postgres, Question<T> question) {
    String what = "read the ledger";
    try (Connection connection = postgres.connect(what)) {
      return question.of(open(connection, postgres));
    } catch (SQLException e) {
      throw PostgresFailure.of(what, postgres.endpoint(), e);
    }
  }

  /** Writes the row of a load that begins, and gives its id. */
  public long start(LoadStart start, String who) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getLong(1),
            """
            insert into quarterdeck.load
              (dataset, table_name, mode, file, landing, sha256, bytes, status, who, tool_version)
            values (?, ?, ?, ?, ?, ?, ?, 'running', ?, ?)
            returning id
            """,
            start.dataset().name(),
            start.dataset().table().toString(),
            start.mode().name().toLowerCase(Locale.ROOT),
            start.file(),
            start.landing().orElse(null),
            start.sha256(),
            start.bytes(),
            who,
            ToolVersion.current())
        .orElseThrow();
  }

  /** Writes what reading the file gave. */
  public void counted(long id, LoadCounts counts) throws SQLException {
    Sql.update(
        connection,
        """
        update quarterdeck.load
        set rows_read = ?, rows_loaded = ?, rows_rejected = ?, duplicates = ?,
            header = ?::text[], columns = ?::jsonb, rejects_file = ?
        where id = ?
        """,
        counts.read(),
        counts.loaded(),
        counts.rejected(),
        counts.duplicates().isPresent() ? counts.duplicates().getAsLong() : null,
        counts.header().toArray(new String[0]),
        counts.columns(),
        counts.rejectsFile().orElse(null),
        id);
  }

  /** Notes that repaired rejects were added to the load, and what that makes of it. */
  public void repaired(long id, RepairCounts counts, String file, String who) throws SQLException {
    LedgerRepairs.add(connection, id, counts, file, who);
  }

  /** The names in the header of the load's file; empty when it was not kept. */
  public Optional<List<String>> header(long id) throws SQLException {
    return LedgerRepairs.header(connection, id);
  }

  /** Marks the load as what readers see. */
  public void published(long id) throws SQLException {
    Sql.update(
        connection,
        "update quarterdeck.load set status = 'published', superseded_by = null,"
            + " finished = coalesce(finished, clock_timestamp()) where id = ?",
        id);
  }

  /** Marks the load as one whose place another took. */
  public void superseded(long id, long by) throws SQLException {
    Sql.update(
        connection,
        "update quarterdeck.load set status = 'superseded', superseded_by = ? where id = ?",
        by,
        id);
  }

  /** Marks a published load as taken back. */
  public void rolledBack(long id) throws SQLException {
    Sql.update(connection, "update quarterdeck.load set status = 'rolled_back' where id = ?", id);
  }

  /** Marks a load that published nothing; its rows are gone. */
  public void failed(long id, String why) throws SQLException {
    Sql.update(
        connection,
        "update quarterdeck.load set status = 'failed', failure = ?,"
            + " finished = clock_timestamp(), dropped = clock_timestamp() where id = ?",
        why,
        id);
  }

  /** Notes that the load's rows were dropped. */
  public void dropped(long id) throws SQLException {
    Sql.update(
        connection, "update quarterdeck.load set dropped = clock_timestamp() where id = ?", id);
  }

  /** The loads of one status, oldest first. */
  public List<LedgerEntry> loads(Dataset dataset, LoadStatus status) throws SQLException {
    return LedgerRows.select(
        connection, "where dataset = ? and status = ? order by id", dataset.name(), status.sql());
  }

  /** The published load of these very bytes, if there is one. */
  public Optional<LedgerEntry> published(Dataset dataset, String sha256) throws SQLException {
    return LedgerRows.select(
            connection,
            "where dataset = ? and sha256 = ? and status = 'published' order by id desc limit 1",
            dataset.name(),
            sha256)
        .stream()
        .findFirst();
  }

  /** The digests of all files of the dataset that were published at some time, also taken back. */
  public Set<String> oncePublished(Dataset dataset) throws SQLException {
    return Set.copyOf(
        Sql.list(
            connection,
            row -> row.getString(1),
            "select distinct sha256 from quarterdeck.load where dataset = ?"
                + " and status in ('published', 'superseded', 'rolled_back')",
            dataset.name()));
  }

  /** The newest published load. */
  public Optional<LedgerEntry> newest(Dataset dataset) throws SQLException {
    return LedgerRows.select(
            connection,
            "where dataset = ? and status = 'published' order by id desc limit 1",
            dataset.name())
        .stream()
        .findFirst();
  }

  /** The load with this id. */
  public Optional<LedgerEntry> entry(long id) throws SQLException {
    return LedgerRows.select(connection, "where id = ?", id).stream().findFirst();
  }

  /** The newest loads of the dataset, or of all, newest first. */
  public List<LedgerEntry> recent(Optional<String> dataset, int limit) throws SQLException {
    return LedgerRows.select(
        connection,
        "where dataset = coalesce(?, dataset) order by id desc limit ?",
        dataset.orElse(null),
        limit);
  }

  /** The loads whose place this one took and whose rows are still there, oldest first. */
  public List<LedgerEntry> supersededBy(long id) throws SQLException {
    return LedgerRows.select(
        connection, "where superseded_by = ? and status = 'superseded' order by id", id);
  }

  /** The loads that no reader sees and whose rows are still there, newest first. */
  public List<LedgerEntry> hidden(Dataset dataset) throws SQLException {
    return LedgerRows.select(
        connection,
        "where dataset = ? and status in ('superseded', 'rolled_back') and dropped is null"
            + " order by id desc",
        dataset.name());
  }
}
