package io.quarterdeck.loader.ledger;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.LoadMode;
import io.quarterdeck.loader.rows.FileDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * The data of a load when it begins.
 *
 * @param dataset the dataset
 * @param mode what happens to earlier loads when this one is published
 * @param file the name of the file, as the user gave it
 * @param landing the path of the file in Blob once the load is published, as container/path
 * @param digest the digest of the file
 * @param landed the time at which the file landed, for a load by the job
 */
public record LoadStart(
    Dataset dataset,
    LoadMode mode,
    String file,
    Optional<String> landing,
    FileDigest digest,
    Optional<Instant> landed) {}
