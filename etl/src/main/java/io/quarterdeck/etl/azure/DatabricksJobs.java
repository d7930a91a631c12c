package io.quarterdeck.etl.azure;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.outputs.StackOutputs;
import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.stack.JobRunner;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;

/**
 * Where a stack in Azure runs jobs: in its Databricks workspace, on their schedule.
 *
 * @param outputs the stack's
 */
record DatabricksJobs(StackOutputs outputs) implements JobRunner {
  @Override
  public ExportResult export(Path datasetFile, Progress progress) {
    throw new Failure(
        "Cannot export on the stack "
            + outputs.environment()
            + ": this version starts no job of "
            + datasetFile.getFileName()
            + " from here; expected a stack that does, such as local. Start the dataset's job at "
            + outputs.databricks().url()
            + "/jobs.");
  }
}
