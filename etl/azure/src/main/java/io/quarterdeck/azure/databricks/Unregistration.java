package io.quarterdeck.azure.databricks;

import io.quarterdeck.azure.databricks.artifact.JarStore;
import io.quarterdeck.azure.databricks.job.DatasetJob;
import io.quarterdeck.azure.databricks.job.RegistrationRecords;
import io.quarterdeck.azure.databricks.job.VaultScope;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.pipeline.PipelineSource;
import io.quarterdeck.azure.databricks.setup.RemainingRights;
import io.quarterdeck.azure.databricks.setup.WorkspacePrincipal;
import io.quarterdeck.azure.databricks.storage.EventsCredential;
import io.quarterdeck.azure.databricks.storage.LakeAccess;
import io.quarterdeck.azure.databricks.workspace.VolumeFiles;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes only objects that registrations created. It deletes no data, no secrets and no adopted
 * objects.
 */
public final class Unregistration {
  /**
   * The result.
   *
   * @param deleted the objects that were deleted, or that a dry run would delete, one line each
   * @param kept what setup-workspace created and no command deletes, one line each; empty unless
   *     the job was the last one of the stack
   */
  public record Result(List<String> deleted, List<String> kept) {
    public Result {
      deleted = List.copyOf(deleted);
      kept = List.copyOf(kept);
    }
  }

  private final Workspace workspace;
  private final JobEnvironment environment;
  private final Progress progress;
  private final List<String> lines = new ArrayList<>();

  public Unregistration(Workspace workspace, JobEnvironment environment, Progress progress) {
    this.workspace = workspace;
    this.environment = environment;
    this.progress = progress;
  }

  /**
   * Deletes the dataset's job. If it is the stack's last job, also deletes the objects that the
   * stack's jobs share.
   *
   * @throws io.quarterdeck.loader.failure.Failure if register did not create the job with that name
   */
  public Result run(Dataset dataset, Optional<String> catalog, Registration.Mode mode) {
    return delete(List.of(new DatasetJob(workspace, environment, dataset).job()), catalog, mode);
  }

  /**
   * Deletes the jobs of the lakehouse, and the shared objects like {@link #run}.
   *
   * @throws io.quarterdeck.loader.failure.Failure if register did not create a job of that name
   */
  public Result runLakehouse(Optional<String> catalog, Registration.Mode mode) {
    List<WorkspaceJob> jobs = new ArrayList<>();
    for (String name : LakehouseRegistration.names()) {
      jobs.add(LakehouseRegistration.job(workspace, environment.stack(), name));
    }
    return delete(jobs, catalog, mode);
  }

  /**
   * Deletes the pipeline and the jobs of the streaming system, and the shared objects like {@link
   * #run}. The source file of the pipeline is deleted if it is in the caller's home folder.
   *
   * @throws io.quarterdeck.loader.failure.Failure if register did not create a job or a pipeline of
   *     that name
   */
  public Result runStreaming(Optional<String> catalog, Registration.Mode mode) {
    String stack = environment.stack();
    List<WorkspaceChange> pipeline = new ArrayList<>();
    StreamingRegistration.pipeline(workspace, stack).deletion().ifPresent(pipeline::add);
    PipelineSource.of(workspace, stack).deletion().ifPresent(pipeline::add);
    return delete(StreamingRegistration.jobs(workspace, stack).toList(), pipeline, catalog, mode);
  }

  private Result delete(List<WorkspaceJob> jobs, Optional<String> catalog, Registration.Mode mode) {
    return delete(jobs, List.of(), catalog, mode);
  }

  /** All deletions are planned first, so that a refusal changes nothing. */
  private Result delete(
      List<WorkspaceJob> jobs,
      List<WorkspaceChange> others,
      Optional<String> catalog,
      Registration.Mode mode) {
    progress.phase("looking at " + workspace.address());
    StackVolume volume = StackVolume.of(workspace, environment, catalog);
    VolumeFiles files = new VolumeFiles(workspace);
    RegistrationRecords records = new RegistrationRecords(files, volume.records());
    List<WorkspaceChange> planned = new ArrayList<>(others);
    jobs.forEach(job -> job.deletion(records).ifPresent(planned::add));
    planned.forEach(change -> carryOut(change, mode));
    if (records.isEmptyWithout(jobs.stream().flatMap(job -> job.names().stream()).toList())) {
      List<WorkspaceChange> shared =
          new ArrayList<>(new JarStore(files, volume.jars()).deletions());
      shared.addAll(new VaultScope(workspace, environment, volume.path()).deletions());
      shared.addAll(volume.volume().deletions());
      shared.addAll(new EventsCredential(workspace, environment).deletions());
      shared.addAll(new LakeAccess(workspace, environment).deletions());
      shared.forEach(change -> carryOut(change, mode));
      return new Result(
          lines,
          new RemainingRights(
                  workspace, environment.runAs().map(WorkspacePrincipal::new), volume.volume())
              .lines());
    }
    return new Result(lines, List.of());
  }

  private void carryOut(WorkspaceChange change, Registration.Mode mode) {
    lines.add("- " + change.what());
    if (mode == Registration.Mode.APPLY) {
      progress.phase("deleting " + change.what());
      change.make().run();
    }
  }
}
