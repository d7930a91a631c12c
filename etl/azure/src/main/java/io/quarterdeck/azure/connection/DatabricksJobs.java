package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.access.TokenClaims;
import io.quarterdeck.azure.blob.CurrentExport;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.RegistrationRequest;
import io.quarterdeck.azure.databricks.WorkspaceSetup;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.DatasetJob;
import io.quarterdeck.azure.databricks.job.JobDefinition;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.run.RunStart;
import io.quarterdeck.azure.databricks.run.RunTokens;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.databricks.setup.WorkspacePrincipal;
import io.quarterdeck.azure.databricks.workspace.Readiness;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.azure.datafactory.FactoryApplication;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.azure.stack.JobRunner;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Runs jobs in the Databricks workspace of a stack. If the dataset's job is not registered, it is
 * registered first, with the default options.
 *
 * @param stack the stack's outputs and access
 * @param blob the account that stores the exports
 * @param folders the folders of the job's jar and of the run tokens
 * @param catalog the catalog of the jobs' files; if absent, the workspace's default catalog, which
 *     is read only if a job is prepared or registered
 */
public record DatabricksJobs(
    ConnectedStack stack, BlobEndpoint blob, Folders folders, Optional<String> catalog)
    implements JobRunner {
  @Override
  public DatabricksJobs inCatalog(String name) {
    return new DatabricksJobs(stack, blob, folders, Optional.of(name));
  }

  @Override
  public ExportResult export(Path datasetFile, Duration deadline, Progress progress) {
    Dataset dataset = DatasetFile.read(datasetFile);
    JobEnvironment jobs = JobEnvironments.of(stack);
    new Readiness(jobs.workspace(), Backoff.POLITE).await(Readiness.DEFAULT_WAIT, progress);
    Workspace workspace = Workspace.at(jobs.workspace());
    DatasetJob job = new DatasetJob(workspace, jobs, dataset);
    if (!job.isRegistered()) {
      prepare(progress);
      register(jobs, workspace, dataset, datasetFile, progress);
    }
    RunTokens tokens = new RunTokens(folders.runs(jobs.stack()));
    long run = new RunStart(workspace, job, tokens, progress).start(Optional.empty());
    RunWatch.Limits limits = new RunWatch.Limits(RunWatch.AWAY, deadline);
    new RunWatch(workspace, Backoff.POLITE, limits, progress).awaitSuccess(run);
    return CurrentExport.read(blob, dataset.name(), progress)
        .map(CurrentExport::result)
        .orElseThrow(() -> unpublished(dataset, run));
  }

  @Override
  public void prepare(Progress progress) {
    JobEnvironment jobs = JobEnvironments.of(stack);
    ConnectedStacks.setupAccess(stack)
        .ifPresent(owner -> setUp(new ConnectedStack(stack.outputs(), owner), progress));
    new Readiness(jobs.workspace(), Backoff.POLITE).await(Readiness.DEFAULT_WAIT, progress);
    Workspace workspace = Workspace.at(jobs.workspace());
    Registration.state(workspace, jobs, catalog)
        .require("run the jobs of the stack " + jobs.stack());
    new JobLogin(stack).create(workspace, progress);
  }

  @Override
  public void renewLogin(Progress progress) {
    new JobLogin(stack).renew(progress);
  }

  private String signedIn() {
    return TokenClaims.read(stack.access().token(Scopes.DATABRICKS))
        .flatMap(TokenClaims::databricksName)
        .orElseThrow(
            () ->
                new Failure(
                    "Cannot read who is signed in: the access token has another form; expected a"
                        + " token of Microsoft Entra ID. Sign in again."));
  }

  /** Sets the workspace up as its owner, so that the signed-in principal can register jobs. */
  private void setUp(ConnectedStack owner, Progress progress) {
    WorkspacePrincipal registrar = new WorkspacePrincipal(signedIn());
    JobEnvironment jobs = JobEnvironments.of(owner);
    WorkspaceAddress address = WorkspaceSignIn.of(owner, jobs.workspace());
    new Readiness(address, Backoff.POLITE).await(Readiness.DEFAULT_WAIT, progress);
    new WorkspaceSetup(
            new WorkspaceSetup.Request(
                jobs,
                List.of(registrar),
                new FactoryApplication(owner.access(), owner.outputs()).principal(),
                catalog),
            Workspace.at(address),
            progress)
        .run(Registration.Mode.APPLY);
  }

  private void register(
      JobEnvironment jobs,
      Workspace workspace,
      Dataset dataset,
      Path datasetFile,
      Progress progress) {
    RegistrationRequest request =
        new RegistrationRequest(
            jobs,
            dataset,
            DatasetFile.text(datasetFile),
            JobJar.of(folders.jobJar()),
            JobOptions.defaults(jobs),
            new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, JobUpsert.Drift.REVERT),
            catalog);
    Registration.Result result =
        new Registration(request, workspace, progress).run(Registration.Mode.APPLY);
    progress.note("registered " + JobDefinition.name(dataset) + ": " + result.link());
  }

  private static Failure unpublished(Dataset dataset, long run) {
    return Failure.of(
        "Cannot find the export of %s: run %s succeeded, but there is no manifest; "
            + "expected one. It may have been deleted: run this again.",
        dataset.name(), run);
  }
}
