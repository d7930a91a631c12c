package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.rows.DuplicateCounting;
import io.quarterdeck.etl.rows.reject.RejectLimit;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.stack.StackChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a bootstrap does.
 *
 * @param stack which stack
 * @param dataset what is loaded
 * @param datasetFile the file that describes it
 * @param file the file to load; without one, the generated reference file where nothing is
 *     published yet
 * @param loadOn where it is loaded
 * @param rejectLimit how many rejects are too many
 * @param duplicates whether duplicates are counted
 * @param rejects where rejects go
 * @param report where the report is written
 * @param deadline how long to wait for the end of the job
 * @param folders where we work
 */
public record BootstrapRequest(
    StackChoice stack,
    Dataset dataset,
    Path datasetFile,
    Optional<Path> file,
    LoadOn loadOn,
    RejectLimit rejectLimit,
    DuplicateCounting duplicates,
    Path rejects,
    Path report,
    Duration deadline,
    Folders folders) {}
