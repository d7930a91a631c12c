package io.quarterdeck.azure.databricks;

import com.databricks.sdk.service.jobs.JobSettings;
import io.quarterdeck.azure.databricks.Registration.Mode;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.StreamingDefinition;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.pipeline.PipelineDefinition;
import io.quarterdeck.azure.databricks.pipeline.PipelineSource;
import io.quarterdeck.azure.databricks.pipeline.PipelineUpsert;
import io.quarterdeck.azure.databricks.pipeline.WorkspacePipeline;
import io.quarterdeck.azure.databricks.storage.ArtifactVolume;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.contract.StreamingSource;
import io.quarterdeck.loader.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Registers the jobs of the streaming system like {@link LakehouseRegistration}, and its
 * declarative pipeline.
 */
public final class StreamingRegistration {
  private static final PlatformSystemName SYSTEM = PlatformSystemName.STREAMING;

  /**
   * The parameters of a registration.
   *
   * @param environment the environment of the jobs
   * @param hub the event hub
   * @param datasetTexts the text of each dataset file of the batch data
   * @param pipelineSql the source file of the declarative pipeline
   * @param jar the jobs' jar
   * @param options the jobs' options
   * @param policy how to treat existing jobs
   * @param catalog the catalog for the jobs' files; if absent, the workspace's default catalog
   */
  public record Request(
      JobEnvironment environment,
      OutputValues.Streaming hub,
      Map<StreamingSource, String> datasetTexts,
      String pipelineSql,
      JobJar jar,
      JobOptions options,
      JobUpsert.Policy policy,
      Optional<String> catalog) {
    public Request {
      datasetTexts = Map.copyOf(datasetTexts);
    }
  }

  private final Request request;
  private final JobsRegistration registration;

  public StreamingRegistration(Request request, Workspace workspace, Progress progress) {
    this.request = request;
    this.registration =
        new JobsRegistration(
            request.environment(),
            request.jar(),
            request.policy(),
            request.catalog(),
            SYSTEM,
            JobsRegistration.asRegistrar(workspace, request.environment()),
            progress);
  }

  /** Returns a job of the streaming system in the workspace. */
  public static WorkspaceJob job(Workspace workspace, String stack, StreamingJob job) {
    return JobsRegistration.job(workspace, stack, job.jobName(), SYSTEM);
  }

  /** Returns all jobs of the streaming system in the workspace. */
  static Stream<WorkspaceJob> jobs(Workspace workspace, String stack) {
    return Stream.of(StreamingJob.values()).map(job -> job(workspace, stack, job));
  }

  /**
   * Compares the workspace with the request and, in {@link Mode#APPLY}, applies the differences.
   * Conflicts are detected before anything changes.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack does not have the streaming system,
   *     the workspace is not set up, an object that register does not manage has a required name,
   *     or the workspace refuses a call
   */
  public JobsRegistration.Result run(Mode mode) {
    JobsRegistration known = registration.withCatalog();
    String jar = known.jarPath();
    StreamingDefinition definition =
        new StreamingDefinition(
            request.environment(), request.hub(), request.datasetTexts(), jar, request.options());
    Map<String, JobSettings> wishes = new LinkedHashMap<>();
    for (StreamingJob job : StreamingJob.values()) {
      wishes.put(job.jobName(), definition.settings(job));
    }
    PipelineSource source =
        PipelineSource.of(registration.workspace(), request.environment().stack());
    PipelineUpsert pipeline =
        new PipelineUpsert(
            pipeline(registration.workspace(), request.environment().stack()),
            pipelineDefinition(jar, source, known.catalog().orElseThrow()).spec(),
            request.environment().runAs(),
            request.policy());
    JobsRegistration.Result jobs = known.run(wishes, mode);
    List<String> lines = new ArrayList<>(jobs.lines());
    for (WorkspaceChange change :
        source.missing(request.pipelineSql(), request.environment().runAs())) {
      lines.add("+ " + change.what());
      if (mode == Mode.APPLY) {
        change.make().run();
      }
    }
    lines.addAll(pipeline.plan());
    List<String> kept = pipeline.kept();
    if (mode == Mode.APPLY) {
      pipeline.apply();
    }
    return new JobsRegistration.Result(List.copyOf(lines), jobs.jobs(), kept);
  }

  private PipelineDefinition pipelineDefinition(String jar, PipelineSource source, String catalog) {
    return new PipelineDefinition(
        request.environment(),
        request.options(),
        new PipelineDefinition.Places(
            Optional.of(jar), source.path(), catalog, ArtifactVolume.SCHEMA));
  }

  /** Returns the declarative pipeline in the workspace. */
  public static WorkspacePipeline pipeline(Workspace workspace, String stack) {
    return new WorkspacePipeline(workspace, stack);
  }
}
