package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.sequences.DatasetDefinition.Table;
import io.quarterdeck.e2e.sequences.Row.Columns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/**
 * The content of the servers for one sequence after an action.
 *
 * @param loads the loads in the ledger, by id
 * @param tables the existing tables, as their readers see them
 * @param partitions the tables of single loads, attached or not, without their schema
 * @param landing the files in {@code landing/DATASET/}, by their relative path
 * @param staging the files in {@code landing/_loading/DATASET/}
 * @param quarantine the files in {@code quarantine/DATASET/}, by their relative path
 * @param export the content of the manifest
 * @param quarter the content of the manifest of the quarter that {@code backfill} exports
 * @param second the current second of Blob's clock
 */
record ObservedState(
    NavigableMap<Long, LedgerLoad> loads,
    Map<Table, SeenTable> tables,
    Set<String> partitions,
    NavigableMap<String, Blob> landing,
    Set<String> staging,
    NavigableMap<String, Blob> quarantine,
    Optional<Export> export,
    Optional<Export> quarter,
    Instant second) {
  /** A row of the ledger, with the number of its repairs. */
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
   * @param columns its columns
   * @param rows all rows, sorted; load and line precede the values
   */
  record SeenTable(Columns columns, List<String> rows) {}

  /**
   * A file in Blob.
   *
   * @param md5 of its bytes
   * @param modified Last-Modified, in whole seconds
   */
  record Blob(String md5, Instant modified) {}

  /**
   * An export.
   *
   * @param loads the loads in the manifest
   * @param count the number of rows in the manifest
   * @param columns the columns of the Parquet files
   * @param rows the rows in the Parquet files, sorted
   */
  record Export(List<Long> loads, long count, List<String> columns, List<String> rows) {}
}
