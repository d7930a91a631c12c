package io.quarterdeck.loader.ledger;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.ToolVersion;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.rows.FileDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes the ledger, {@code quarterdeck.load}, on one connection. The methods take part
 * in the current transaction of the connection. Not thread-safe.
 */
public final class Ledger {
  /** A query of the ledger. */
  @FunctionalInterface
  public interface Question<T> {
    /** Runs the query. */
    T of(Ledger ledger) throws SQLException;
  }

  private final Connection connection;

  private Ledger(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the ledger, and creates or migrates its schema if necessary.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the schema cannot be created, or is newer than
   *     this version of Quarterdeck
   */
  public static Ledger open(Connection connection, Postgres postgres) throws SQLException {
    Migrations.apply(connection, postgres);
    return new Ledger(connection);
  }

  /**
   * Opens a ledger that another program has created. Does not change its schema, so the role needs
   * no privilege for that.
   */
  public static Ledger existing(Connection connection) {
    return new Ledger(connection);
  }

  /**
   * Queries the ledger on a new connection.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the server is unreachable or refuses the query
   */
  public static <T> T read(Postgres postgres, Question<T> question) {
    String what = "read the ledger";
    try (Connection connection = postgres.connect(what)) {
      return question.of(open(connection, postgres));
    } catch (SQLException e) {
      throw PostgresFailure.of(what, postgres.endpoint(), e);
    }
  }

  /** Inserts the row of a load that begins, and returns its id. */
  public long start(LoadStart start, LoadAuthor author) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getLong(1),
            """
            insert into quarterdeck.load
              (dataset, table_name, mode, file, landing, sha256, file_sha256, bytes, landed, definition,
               status, who, correlation_id, tool_version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', ?, ?, ?)
            returning id
            """,
            start.dataset().name(),
            start.dataset().table().toString(),
            start.mode().name().toLowerCase(Locale.ROOT),
            start.file(),
            start.landing().orElse(null),
            start.digest().sha256(),
            start.digest().fileSha256().orElse(null),
            start.digest().bytes(),
            start.landed().map(Timestamp::from).orElse(null),
            Definition.of(start.dataset()).text(),
            author.who(),
            author.correlation().text(),
            ToolVersion.current())
        .orElseThrow();
  }

  /** Records the counts and profiles that reading the file produced. */
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

  /**
   * Replaces the profiles of the load's columns.
   *
   * @param columns the profiles as JSON
   */
  public void profiled(long id, String columns) throws SQLException {
    Sql.update(
        connection, "update quarterdeck.load set columns = ?::jsonb where id = ?", columns, id);
  }

  /** Records that repaired rejects were added to the load, with the new counts. */
  public void repaired(long id, RepairCounts counts, String file, LoadAuthor author)
      throws SQLException {
    LedgerRepairs.add(connection, id, counts, file, author);
  }

  /** The names in the header of the load's file. Empty if it was not recorded. */
  public Optional<List<String>> header(long id) throws SQLException {
    return LedgerRepairs.header(connection, id);
  }

  /** The definition of the dataset at the time of the load. Empty for loads of earlier versions. */
  public Optional<Definition> definition(long id) throws SQLException {
    return Sql.first(
        connection,
        row -> new Definition(row.getString(1)),
        "select definition from quarterdeck.load where id = ? and definition is not null",
        id);
  }

  /**
   * Marks the load as published. The watermark is the time at which the file landed for a load by
   * the job, and the current time for a load by a person.
   */
  public void published(long id) throws SQLException {
    Sql.update(
        connection,
        "update quarterdeck.load set status = 'published', superseded_by = null,"
            + " finished = coalesce(finished, clock_timestamp()),"
            + " watermark = coalesce(landed, clock_timestamp()) where id = ?",
        id);
  }

  /** Marks a superseded load as published again. The watermark is the current time. */
  public void publishedAgain(long id) throws SQLException {
    Sql.update(
        connection,
        "update quarterdeck.load set status = 'published', superseded_by = null,"
            + " watermark = clock_timestamp() where id = ?",
        id);
  }

  /** Marks the load as superseded by a later load. */
  public void superseded(long id, long by) throws SQLException {
    Sql.update(
        connection,
        "update quarterdeck.load set status = 'superseded', superseded_by = ? where id = ?",
        by,
        id);
  }

  /** Marks a published load as rolled back. */
  public void rolledBack(long id) throws SQLException {
    Sql.update(connection, "update quarterdeck.load set status = 'rolled_back' where id = ?", id);
  }

  /** Marks a load as failed. It published nothing, and its rows are deleted. */
  public void failed(long id, String why) throws SQLException {
    ended(id, LoadStatus.FAILED, why);
  }

  /**
   * Marks a load as interrupted: a person or a signal stopped it before it was published, and its
   * rows are deleted.
   */
  public void interrupted(long id, String why) throws SQLException {
    ended(id, LoadStatus.INTERRUPTED, why);
  }

  private void ended(long id, LoadStatus status, String why) throws SQLException {
    Sql.update(
        connection,
        "update quarterdeck.load set status = ?, failure = ?,"
            + " finished = clock_timestamp(), dropped = clock_timestamp() where id = ?",
        status.sql(),
        why,
        id);
  }

  /** Records that the rows of the load were dropped. */
  public void dropped(long id) throws SQLException {
    Sql.update(
        connection, "update quarterdeck.load set dropped = clock_timestamp() where id = ?", id);
  }

  /** The loads with a status in the current table of the dataset, oldest first. */
  public List<LedgerEntry> loads(Dataset dataset, LoadStatus status) throws SQLException {
    return LedgerRows.select(
        connection,
        "where dataset = ? and table_name = ? and status = ? order by id",
        dataset.name(),
        dataset.table().toString(),
        status.sql());
  }

  /** All loads of this content into the current table of the dataset, newest first. */
  public List<LedgerEntry> loadsOf(Dataset dataset, FileDigest digest) throws SQLException {
    return LedgerRows.select(
        connection,
        "where dataset = ? and table_name = ? and (sha256 = ? or file_sha256 = ?) order by id desc",
        dataset.name(),
        dataset.table().toString(),
        digest.sha256(),
        digest.fileSha256().orElse(digest.sha256()));
  }

  /**
   * The digests, of content and of compressed files, of all loads of the dataset with one of these
   * statuses, in any table.
   */
  public Set<String> digests(String dataset, Set<LoadStatus> statuses) throws SQLException {
    return digests("dataset = ? and status = any(?)", dataset, sql(statuses));
  }

  private Set<String> digests(String where, Object... parameters) throws SQLException {
    return Set.copyOf(
        Sql.list(
            connection,
            row -> row.getString(1),
            "select distinct digest from quarterdeck.load"
                + " cross join lateral unnest(array[sha256, file_sha256]) digest"
                + " where digest is not null and "
                + where,
            parameters));
  }

  /**
   * The digests, of content and of compressed files, of all loads that were published at some time
   * in the current table of the dataset.
   */
  public Set<String> publishedDigests(Dataset dataset) throws SQLException {
    return digests(
        "dataset = ? and table_name = ? and status = any(?)",
        dataset.name(),
        dataset.table().toString(),
        sql(LoadStatus.everPublished()));
  }

  /**
   * The newest load of the dataset whose file was stored at this path in Blob, as container/path.
   * If it is running and its table's lock is free, its status is interrupted: the load may be of
   * another table than the caller's, so that the caller's clean-up has not recorded that.
   */
  public Optional<LedgerEntry> ofLanding(String dataset, String path) throws SQLException {
    return LedgerRows.selectWithDeadLoads(
            connection, "where dataset = ? and landing = ? order by id desc limit 1", dataset, path)
        .stream()
        .findFirst();
  }

  /**
   * The files that the job published in the current table of the dataset, as container/path, with
   * the time at which they landed.
   */
  public Map<String, Instant> publishedLandings(Dataset dataset) throws SQLException {
    Map<String, Instant> landings = new HashMap<>();
    Sql.list(
        connection,
        row -> landings.merge(row.getString(1), row.getTimestamp(2).toInstant(), Ledger::later),
        """
        select landing, landed from quarterdeck.load
        where dataset = ? and table_name = ? and status = any(?)
          and landing is not null and landed is not null
        """,
        dataset.name(),
        dataset.table().toString(),
        sql(LoadStatus.everPublished()));
    return landings;
  }

  private static String[] sql(Set<LoadStatus> statuses) {
    return statuses.stream().map(LoadStatus::sql).toArray(String[]::new);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The latest watermark of the published loads in the current table of the dataset. */
  public Optional<Instant> watermark(Dataset dataset) throws SQLException {
    return Sql.first(
            connection,
            row -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant),
            "select max(watermark) from quarterdeck.load"
                + " where dataset = ? and table_name = ? and status = 'published'",
            dataset.name(),
            dataset.table().toString())
        .orElseThrow();
  }

  /**
   * The newest load that another dataset has published in the table of this dataset, if there is
   * one.
   */
  public Optional<LedgerEntry> ofOtherDataset(Dataset dataset) throws SQLException {
    return LedgerRows.first(
        connection,
        "where table_name = ? and dataset <> ? and status = 'published'"
            + " order by id desc limit 1",
        dataset.table().toString(),
        dataset.name());
  }

  /** The newest load of the dataset that is published in a table other than its current one. */
  public Optional<LedgerEntry> inOtherTable(Dataset dataset) throws SQLException {
    return LedgerRows.first(
        connection,
        "where dataset = ? and table_name <> ? and status = 'published'"
            + " order by id desc limit 1",
        dataset.name(),
        dataset.table().toString());
  }

  /** The newest published load in the current table of the dataset. */
  public Optional<LedgerEntry> newest(Dataset dataset) throws SQLException {
    return LedgerRows.first(
        connection,
        "where dataset = ? and table_name = ? and status = 'published'"
            + " order by id desc limit 1",
        dataset.name(),
        dataset.table().toString());
  }

  /** The load with this id. */
  public Optional<LedgerEntry> entry(long id) throws SQLException {
    return LedgerRows.first(connection, "where id = ?", id);
  }

  /**
   * The newest loads of the dataset, or of all datasets, newest first. A running load without a
   * lock on its table is shown as interrupted, because its process was killed.
   */
  public List<LedgerEntry> recent(Optional<String> dataset, int limit) throws SQLException {
    return LedgerRows.selectWithDeadLoads(
        connection,
        "where dataset = coalesce(?, dataset) order by id desc limit ?",
        dataset.orElse(null),
        limit);
  }

  /** The loads that this one replaced and whose rows still exist, oldest first. */
  public List<LedgerEntry> supersededBy(long id) throws SQLException {
    return LedgerRows.select(
        connection, "where superseded_by = ? and status = 'superseded' order by id", id);
  }

  /** The loads that readers do not see and whose rows still exist, newest first. */
  public List<LedgerEntry> hidden(Dataset dataset) throws SQLException {
    return LedgerRows.select(
        connection,
        "where dataset = ? and table_name = ? and status in ('superseded', 'rolled_back')"
            + " and dropped is null order by id desc",
        dataset.name(),
        dataset.table().toString());
  }
}
