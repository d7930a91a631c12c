package io.quarterdeck.azure.databricks;

import com.databricks.sdk.service.jobs.JobSettings;
import io.quarterdeck.azure.databricks.Registration.Mode;
import io.quarterdeck.azure.databricks.artifact.JarStore;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.DifferenceText;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.LakehouseDefinition;
import io.quarterdeck.azure.databricks.job.RegistrationRecords;
import io.quarterdeck.azure.databricks.job.SampleDefinition;
import io.quarterdeck.azure.databricks.job.VaultScope;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.workspace.VolumeFiles;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registers the jobs of the lakehouse: the jar and the jobs. Each part is created or changed only
 * if it is missing or differs. {@link WorkspaceSetup} creates what all jobs of the stack share.
 */
public final class LakehouseRegistration {
  /**
   * The parameters of a registration.
   *
   * @param environment the environment of the jobs
   * @param datasetTexts the text of each dataset file
   * @param jar the jobs' jar
   * @param options the jobs' options
   * @param policy how to treat existing jobs
   * @param catalog the catalog for the jobs' files; if absent, the workspace's default catalog
   */
  public record Request(
      JobEnvironment environment,
      Map<LakehouseSource, String> datasetTexts,
      JobJar jar,
      JobOptions options,
      JobUpsert.Policy policy,
      Optional<String> catalog) {
    public Request {
      datasetTexts = Map.copyOf(datasetTexts);
    }
  }

  /**
   * The changes that were made, or that a dry run would make.
   *
   * @param lines the changes outside the jobs, one line each
   * @param jobs the changes of each job
   */
  public record Result(List<String> lines, List<JobUpsert.Plan> jobs) {
    /** Returns whether nothing needs to change. */
    public boolean isUnchanged() {
      return lines.isEmpty() && jobs.stream().allMatch(JobUpsert.Plan::isEmpty);
    }

    /** Returns all lines. */
    public List<String> text() {
      List<String> text = new ArrayList<>(lines);
      jobs.forEach(job -> text.addAll(DifferenceText.lines(job)));
      return text;
    }
  }

  private final Request request;
  private final Workspace workspace;
  private final Progress progress;

  public LakehouseRegistration(Request request, Workspace workspace, Progress progress) {
    this.request = request;
    this.workspace =
        workspace.requiring(
            new WorkspaceRight(
                "the rights of a registrar (docs/databricks.md)",
                "Who set the workspace up",
                "./quarterdeck setup-workspace --stack %s --registrar YOU"
                    .formatted(request.environment().stack())));
    this.progress = progress;
  }

  /** Returns a job of the lakehouse in the workspace. */
  public static WorkspaceJob job(Workspace workspace, String stack, LakehouseJob job) {
    return job(workspace, stack, job.jobName());
  }

  /** Returns the names of all jobs of the lakehouse, including that of the local stack. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (LakehouseJob job : LakehouseJob.values()) {
      names.add(job.jobName());
    }
    names.add(SampleDefinition.NAME);
    return List.copyOf(names);
  }

  static WorkspaceJob job(Workspace workspace, String stack, String name) {
    return new WorkspaceJob(
        workspace, stack, name, "register --stack " + stack + " --systems lakehouse");
  }

  /**
   * Compares the workspace with the request and, in {@link Mode#APPLY}, applies the differences.
   * Conflicts are detected before anything changes.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack has no lakehouse, the workspace is
   *     not set up, an object that register does not manage has a required name, or the workspace
   *     refuses a call
   */
  public Result run(Mode mode) {
    String jar = volume().jars();
    LakehouseDefinition definition =
        new LakehouseDefinition(
            request.environment(),
            request.datasetTexts(),
            new JarStore(new VolumeFiles(workspace), jar).path(request.jar()),
            request.options());
    Map<String, JobSettings> wishes = new LinkedHashMap<>();
    for (LakehouseJob job : LakehouseJob.values()) {
      wishes.put(job.jobName(), definition.settings(job));
    }
    return run(wishes, mode);
  }

  /**
   * Registers the job that creates source data on the local stack.
   *
   * @throws io.quarterdeck.loader.failure.Failure like {@link #run}
   */
  public WorkspaceJob registerSample() {
    JobEnvironment environment = request.environment();
    SampleDefinition definition =
        new SampleDefinition(
            environment,
            request.datasetTexts().get(LakehouseSource.POSTS),
            new JarStore(new VolumeFiles(workspace), volume().jars()).path(request.jar()),
            VaultScope.name(environment));
    run(Map.of(SampleDefinition.NAME, definition.settings()), Mode.APPLY);
    return job(workspace, environment.stack(), SampleDefinition.NAME);
  }

  private StackVolume volume() {
    return StackVolume.of(workspace, request.environment(), request.catalog());
  }

  private Result run(Map<String, JobSettings> wishes, Mode mode) {
    progress.phase("comparing with " + workspace.address());
    List<String> lines = new ArrayList<>();
    Registration.state(workspace, request.environment(), request.catalog())
        .requireOrTell("register at " + workspace.address(), mode, lines);
    StackVolume volume = volume();
    VolumeFiles files = new VolumeFiles(workspace);
    RegistrationRecords records = new RegistrationRecords(files, volume.records());
    List<JobUpsert> upserts = new ArrayList<>();
    // Refuses jobs of another creator before the jar is uploaded.
    wishes.forEach(
        (name, wish) ->
            upserts.add(
                new JobUpsert(
                    workspace,
                    job(workspace, request.environment().stack(), name),
                    wish,
                    request.policy(),
                    records)));
    JarStore jars = new JarStore(files, volume.jars());
    jars.missing(request.jar(), progress).forEach(change -> carryOut("+ ", change, mode, lines));
    List<JobUpsert.Plan> plans = upserts.stream().map(JobUpsert::plan).toList();
    if (mode == Mode.APPLY) {
      progress.phase("the jobs");
      upserts.forEach(JobUpsert::apply);
    }
    // Jobs of other systems can use an older jar, so old jars are deleted with those jobs only.
    return new Result(List.copyOf(lines), plans);
  }

  private void carryOut(String sign, WorkspaceChange change, Mode mode, List<String> lines) {
    lines.add(sign + change.what());
    if (mode == Mode.APPLY) {
      progress.phase(change.what());
      change.make().run();
    }
  }
}
