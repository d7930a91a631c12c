package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.Definition.Table;
import io.quarterdeck.e2e.sequences.Row.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * What the servers hold of one sequence after an action.
 *
 * @param loads the ledger's loads, by id
 * @param tables the tables that are there, with what their readers see
 * @param partitions the tables of single loads, attached or not, without their schema
 * @param landing the files in {@code landing/DATASET/}, by their path in there
 * @param staging the files in {@code landing/_loading/DATASET/}
 * @param quarantine the files in {@code quarantine/DATASET/}, by their path in there
 * @param export what the manifest names
 * @param quarter what the manifest of the quarter names that {@code backfill} exports
 * @param second the second that Blob's clock shows
 */
record Observation(
    NavigableMap<Long, LedgerLoad> loads,
    Map<Table, SeenTable> tables,
    Set<String> partitions,
    NavigableMap<String, Blob> landing,
    Set<String> staging,
    NavigableMap<String, Blob> quarantine,
    Optional<Export> export,
    Optional<Export> quarter,
    Instant second) {
  /** A row of the ledger, with how many repairs it has. */
  record LedgerLoad(
      long id,
      String table,
      String mode,
      String status,
      String sha256,
      String who,
      Optional<Long> rowsLoaded,
      Optional<Long> rowsRejected,
      Optional<Long> supersededBy,
      boolean dropped,
      Optional<String> landing,
      Instant started,
      Optional<Instant> finished,
      long repairs) {}

  /**
   * A table.
   *
   * @param columns which columns it has
   * @param rows all rows, sorted, each with its load and line before its values
   */
  record SeenTable(Columns columns, List<String> rows) {}

  /**
   * A file in Blob.
   *
   * @param md5 of its bytes
   * @param modified Last-Modified: whole seconds
   */
  record Blob(String md5, Instant modified) {}

  /**
   * An export.
   *
   * @param loads the loads that the manifest names
   * @param count how many rows the manifest names
   * @param columns the columns of the Parquet files
   * @param rows the rows in the Parquet files, sorted
   */
  record Export(List<Long> loads, long count, List<String> columns, List<String> rows) {}
}
