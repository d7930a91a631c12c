package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.cli.load.InputFile;
import io.quarterdeck.cli.options.SampleOptions.SampleData;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.rows.DuplicateCounting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a bootstrap.
 *
 * @param stack the stack
 * @param sameStack the options that select the same stack in another command, with a leading space;
 *     may be empty
 * @param systems the systems whose steps run; if empty, those of the stack
 * @param sample the source data of the lakehouse that is generated on the local stack
 * @param dataset the dataset to load
 * @param datasetFile the dataset file
 * @param file the open file to load; if absent and no load is published, the generated reference
 *     file
 * @param loadOn where the load runs
 * @param rejectLimit the maximum number of rejects
 * @param duplicates whether duplicates are counted
 * @param rejects the file for rejects
 * @param report the file for the report
 * @param deadline the maximum time to wait for the job
 * @param catalog the catalog of the jobs' files; if absent, the workspace's default catalog
 * @param folders the folders of this checkout
 */
public record BootstrapRequest(
    StackChoice stack,
    String sameStack,
    Set<PlatformSystemName> systems,
    SampleData sample,
    Dataset dataset,
    Path datasetFile,
    Optional<InputFile> file,
    LoadOn loadOn,
    RejectLimit rejectLimit,
    DuplicateCounting duplicates,
    Path rejects,
    Path report,
    Duration deadline,
    Optional<String> catalog,
    Folders folders) {}
