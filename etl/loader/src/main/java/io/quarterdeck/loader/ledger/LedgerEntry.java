package io.quarterdeck.loader.ledger;

import io.quarterdeck.loader.dataset.LoadMode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A load in the ledger.
 *
 * @param id the load's id
 * @param dataset the dataset's name
 * @param table the table that it filled, as SCHEMA.TABLE
 * @param mode what happened to earlier loads when this one was published
 * @param file the name of the file, as the user gave it
 * @param landing the path of the file in Blob, as container/path
 * @param sha256 the digest of the file's content, in lower-case hexadecimal
 * @param bytes the file's size
 * @param status the state of the load
 * @param rowsRead rows in the file; empty until the load has ended
 * @param rowsLoaded rows in the load's partition
 * @param rowsRejected rows that did not fit the dataset
 * @param duplicates rows that equal an earlier row of the same file; empty if not counted
 * @param columns the profile of each column, as JSON
 * @param rejectsFile the path of the rejects
 * @param failure why the load failed
 * @param supersededBy the load that replaced it
 * @param started when it began
 * @param finished when it ended
 * @param dropped when its rows were dropped
 * @param who who loaded it, and from which machine
 * @param toolVersion the version of Quarterdeck that loaded it
 * @param repairs how many times repaired rejects were added to it or replaced in it
 * @param correlationId the id of the command or run, as in its log; empty for a load of a version
 *     that did not record it
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
    int repairs,
    Optional<String> correlationId) {}
