package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.load.LoadResult;
import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.stack.Stack;
import java.nio.file.Path;

/**
 * Where everything is after a bootstrap.
 *
 * @param stack the stack that it worked on
 * @param load the load, made now or before
 * @param export the export, made now or before
 * @param report the report
 */
public record BootstrapResult(Stack stack, LoadResult load, ExportResult export, Path report) {}
