package io.quarterdeck.etl.ledger;

import io.quarterdeck.etl.dataset.LoadMode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One load as the ledger has it.
 *
 * @param id the load's id
 * @param dataset the dataset's name
 * @param table the table that it filled, as SCHEMA.TABLE
 * @param mode what publishing it did with the loads before it
 * @param file the file's name as it was given
 * @param landing where in Blob the file lies, as container/path
 * @param sha256 the digest of the file's content, in lower-case hexadecimal
 * @param bytes the file's size
 * @param status where the load stands
 * @param rowsRead rows found in the file; empty until the load has ended
 * @param rowsLoaded rows in the load's partition
 * @param rowsRejected rows that did not fit the dataset
 * @param duplicates whole rows that had been there before in the same file; empty when not counted
 * @param columns the profile of each column, as JSON
 * @param rejectsFile where the rejects are
 * @param failure why it failed
 * @param supersededBy the load that took its place
 * @param started when it began
 * @param finished when it ended
 * @param dropped when its rows were dropped
 * @param who who loaded it, and from which machine
 * @param toolVersion the version of Quarterdeck that loaded it
 * @param repairs how many times rejects were repaired and added to it, or replaced in it
 */
public record LedgerEntry(
    long id,
    String dataset,
    String table,
    LoadMode mode,
    String file,
    Optional<String> landing,
    String sha256,
    long bytes,
    LoadStatus status,
    OptionalLong rowsRead,
    OptionalLong rowsLoaded,
    OptionalLong rowsRejected,
    OptionalLong duplicates,
    String columns,
    Optional<String> rejectsFile,
    Optional<String> failure,
    OptionalLong supersededBy,
    Instant started,
    Optional<Instant> finished,
    Optional<Instant> dropped,
    String who,
    String toolVersion,
    int repairs) {}
