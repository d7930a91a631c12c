package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Stack;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The result of a bootstrap.
 *
 * @param stack the stack
 * @param loadId the id of the load in the ledger, from this bootstrap or an earlier one
 * @param export the export, from this bootstrap or an earlier one
 * @param report the report; absent if the database cannot be reached from this machine
 */
public record BootstrapResult(
    Stack stack, long loadId, ExportResult export, Optional<Path> report) {}
