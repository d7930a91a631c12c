package io.quarterdeck.cli.report;

import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.dataset.Dataset;
import java.nio.file.Path;
import java.util.Set;

/**
 * The parameters of a report.
 *
 * @param stack the stack
 * @param sameStack the options that select the same stack in another command, with a leading space;
 *     may be empty
 * @param systems the systems to show; if empty, those of the stack
 * @param dataset the dataset of the batch system
 * @param state the folder with the state of this checkout
 */
public record ReportRequest(
    StackChoice stack,
    String sameStack,
    Set<PlatformSystemName> systems,
    Dataset dataset,
    Path state) {}
