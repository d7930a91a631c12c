package io.quarterdeck.etl.azure;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.blob.CurrentExport;
import io.quarterdeck.etl.databricks.JobSite;
import io.quarterdeck.etl.databricks.job.QuarterlyJob;
import io.quarterdeck.etl.databricks.run.RunStart;
import io.quarterdeck.etl.databricks.run.RunTokens;
import io.quarterdeck.etl.databricks.run.RunWatch;
import io.quarterdeck.etl.databricks.workspace.Pause;
import io.quarterdeck.etl.databricks.workspace.Readiness;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.DatasetFile;
import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.stack.JobRunner;
import io.quarterdeck.etl.terminal.Progress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs a dataset's registered job in the stack's Databricks workspace.
 *
 * @param site the stack's workspace
 * @param blob where the export's manifest is
 * @param state where the tokens of runs are kept
 */
record DatabricksJobs(JobSite site, BlobEndpoint blob, Path state) implements JobRunner {
  @Override
  public ExportResult export(Path datasetFile, Progress progress) {
    Dataset dataset = DatasetFile.read(datasetFile);
    new Readiness(site.workspace(), Pause.POLITE).await(Readiness.PATIENCE, progress);
    Workspace workspace = Workspace.at(site.workspace());
    QuarterlyJob job = new QuarterlyJob(workspace, site, dataset);
    RunTokens tokens = new RunTokens(state.resolve("runs").resolve(site.stack()));
    long run = new RunStart(workspace, job, tokens, progress).start(Optional.empty());
    new RunWatch(workspace, Pause.POLITE, progress).awaitSuccess(run);
    return CurrentExport.read(blob, dataset.name())
        .orElseThrow(
            () ->
                new Failure(
                    "Cannot find what run %d exported: there is no manifest of %s in %s; expected the one that the job writes last. See %s/runs/%d, then run ./quarterdeck export again."
                        .formatted(
                            run,
                            dataset.name(),
                            blob.containers().curated(),
                            job.link(job.id()),
                            run)))
        .result();
  }
}
