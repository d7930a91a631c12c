package io.quarterdeck.etl.ledger;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.LoadMode;
import java.util.Optional;

/**
 * What is known of a load when it begins.
 *
 * @param dataset what is loaded
 * @param mode what publishing it does with the loads before it
 * @param file the file's name as it was given
 * @param landing where in Blob the file lies, as container/path
 * @param sha256 the file's digest
 * @param bytes the file's size
 */
public record LoadStart(
    Dataset dataset,
    LoadMode mode,
    String file,
    Optional<String> landing,
    String sha256,
    long bytes) {}
