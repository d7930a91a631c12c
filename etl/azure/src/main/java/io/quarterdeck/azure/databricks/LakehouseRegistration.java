package io.quarterdeck.azure.databricks;

import com.databricks.sdk.service.jobs.JobSettings;
import io.quarterdeck.azure.databricks.Registration.Mode;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.LakehouseDefinition;
import io.quarterdeck.azure.databricks.job.SampleDefinition;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.contract.PlatformSystemName;
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
  private static final PlatformSystemName SYSTEM = PlatformSystemName.LAKEHOUSE;

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

  private final Request request;
  private final Workspace workspace;
  private final Progress progress;

  public LakehouseRegistration(Request request, Workspace workspace, Progress progress) {
    this.request = request;
    this.workspace = JobsRegistration.asRegistrar(workspace, request.environment());
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
    return JobsRegistration.job(workspace, stack, name, SYSTEM);
  }

  /**
   * Compares the workspace with the request and, in {@link Mode#APPLY}, applies the differences.
   * Conflicts are detected before anything changes.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack has no lakehouse, the workspace is
   *     not set up, an object that register does not manage has a required name, or the workspace
   *     refuses a call
   */
  public JobsRegistration.Result run(Mode mode) {
    LakehouseDefinition definition =
        new LakehouseDefinition(
            request.environment(),
            request.datasetTexts(),
            registration().jarPath(),
            request.options());
    Map<String, JobSettings> wishes = new LinkedHashMap<>();
    for (LakehouseJob job : LakehouseJob.values()) {
      wishes.put(job.jobName(), definition.settings(job));
    }
    return run(wishes, mode);
  }

  /**
   * Registers the job that generates posts on the local stack.
   *
   * @throws io.quarterdeck.loader.failure.Failure like {@link #run}
   */
  public WorkspaceJob registerSample() {
    JobEnvironment environment = request.environment();
    SampleDefinition definition =
        new SampleDefinition(
            environment,
            request.datasetTexts().get(LakehouseSource.POSTS),
            registration().jarPath());
    run(Map.of(SampleDefinition.NAME, definition.settings()), Mode.APPLY);
    return job(workspace, environment.stack(), SampleDefinition.NAME);
  }

  private JobsRegistration.Result run(Map<String, JobSettings> wishes, Mode mode) {
    return registration().run(wishes, mode);
  }

  private JobsRegistration registration() {
    return new JobsRegistration(
        request.environment(),
        request.jar(),
        request.policy(),
        request.catalog(),
        SYSTEM,
        workspace,
        progress);
  }
}
