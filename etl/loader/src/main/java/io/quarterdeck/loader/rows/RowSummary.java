package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.profile.ColumnProfile;
import java.util.List;
import java.util.OptionalLong;

/**
 * The counts and profiles from reading a file. The number of rows read is always the sum of the
 * rows loaded and rejected.
 *
 * @param rowsRead records in the file, without its header and its blank lines
 * @param rowsLoaded records handed to the sinks
 * @param rowsRejected records handed to the reject sink
 * @param duplicates loaded rows that equal an earlier one in every column; empty when not counted,
 *     or when the reading stopped before the end of the file
 * @param columns the dataset's columns as loaded, in its order
 * @param header the names in the file's header, in its order
 * @param ignoredColumns names in the header that the dataset does not have, in the file's order
 * @param bytesRead bytes of CSV, after decompression
 * @param extent how much of the file was read
 */
public record RowSummary(
    long rowsRead,
    long rowsLoaded,
    long rowsRejected,
    OptionalLong duplicates,
    List<ColumnProfile> columns,
    List<String> header,
    List<String> ignoredColumns,
    long bytesRead,
    Extent extent) {
  /** How much of the file was read. */
  public enum Extent {
    WHOLE_FILE,
    /** The reading stopped at the limit of rejects. All figures refer to the part that was read. */
    UNTIL_ENOUGH_REJECTS
  }
}
