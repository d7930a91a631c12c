package io.quarterdeck.etl.ledger;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.LoadMode;
import io.quarterdeck.etl.rows.FileDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a load when it begins.
 *
 * @param dataset what is loaded
 * @param mode what publishing it does with the loads before it
 * @param file the file's name as it was given
 * @param landing where in Blob the file is once it is published, as container/path
 * @param digest the file's digest
 * @param landed when the file landed, for a load by the job
 */
public record LoadStart(
    Dataset dataset,
    LoadMode mode,
    String file,
    Optional<String> landing,
    FileDigest digest,
    Optional<Instant> landed) {}
