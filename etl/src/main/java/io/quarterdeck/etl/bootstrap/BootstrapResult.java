package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.stack.Stack;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything is after a bootstrap.
 *
 * @param stack the stack that it worked on
 * @param loadId the load's id in the ledger, made now or before
 * @param export the export, made now or before
 * @param report the report, where the database can be reached from here
 */
public record BootstrapResult(
    Stack stack, long loadId, ExportResult export, Optional<Path> report) {}
