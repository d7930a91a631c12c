package io.quarterdeck.azure.databricks.pipeline;

import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.EditPipeline;
import com.databricks.sdk.service.pipelines.GetPipelineResponse;
import com.databricks.sdk.service.pipelines.PipelineSpec;
import com.databricks.sdk.service.pipelines.RunAs;
import io.quarterdeck.azure.databricks.job.Difference;
import io.quarterdeck.azure.databricks.job.DifferenceText;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.SettingsTree;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.contract.OrdersPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Creates the pipeline in the workspace, or changes it to match its definition. The workspace adds
 * fields with defaults. Therefore a field that the definition does not have counts as a difference
 * only if it is within a list or map that the definition has.
 */
public final class PipelineUpsert {
  private static final List<String> OWN =
      List.of("configuration.", "libraries[", "notifications[", "tags.");
  private static final String PIPELINE = "pipeline " + OrdersPipeline.NAME;
  private static final String RUN_AS = "run_as.service_principal_name";

  private final Workspace workspace;
  private final PipelineSpec wish;
  private final Optional<String> runAs;
  private final JobUpsert.Drift drift;
  private final Optional<GetPipelineResponse> found;

  /**
   * Reads the pipeline from the workspace.
   *
   * @param wish the definition that the pipeline should have
   * @param runAs the application id that should run it; if absent, the creator runs it
   * @throws io.quarterdeck.loader.failure.Failure if register did not create the pipeline with that
   *     name, and the policy refuses to adopt it
   */
  public PipelineUpsert(
      WorkspacePipeline pipeline,
      PipelineSpec wish,
      Optional<String> runAs,
      JobUpsert.Policy policy) {
    this.workspace = pipeline.workspace();
    this.wish = wish;
    this.runAs = runAs;
    this.drift = policy.drift();
    this.found = pipeline.find(policy.adoption());
  }

  /** Returns the planned changes, one line each. Changes nothing. */
  public List<String> plan() {
    if (found.isEmpty()) {
      return List.of("+ " + PIPELINE);
    }
    return drift == JobUpsert.Drift.KEEP
        ? List.of()
        : DifferenceText.changed(PIPELINE, differences());
  }

  /**
   * Returns the differences that the policy keeps, one line each. There is no record of the earlier
   * registration, so these are edits in the workspace and changes of the definition (decision 121).
   */
  public List<String> kept() {
    return found.isEmpty() || drift == JobUpsert.Drift.REVERT
        ? List.of()
        : DifferenceText.kept(PIPELINE, differences());
  }

  /** Applies the planned changes. */
  public void apply() {
    if (found.isEmpty()) {
      CreatePipeline request = SettingsTree.converted(wish, CreatePipeline.class);
      identity().ifPresent(request::setRunAs);
      workspace.tell("create the " + PIPELINE, client -> client.pipelines().create(request));
    } else if (!plan().isEmpty()) {
      EditPipeline request =
          SettingsTree.converted(wish, EditPipeline.class)
              .setPipelineId(found.get().getPipelineId());
      identity().ifPresent(request::setRunAs);
      workspace.tell("change the " + PIPELINE, client -> client.pipelines().update(request));
    }
  }

  private Optional<RunAs> identity() {
    return runAs.map(id -> new RunAs().setServicePrincipalName(id));
  }

  private List<Difference> differences() {
    SortedMap<String, String> wanted = SettingsTree.fields(wish);
    SortedMap<String, String> there = SettingsTree.fields(found.orElseThrow().getSpec());
    runAs.ifPresent(id -> wanted.put(RUN_AS, id));
    Optional.ofNullable(found.get().getRunAs())
        .map(RunAs::getServicePrincipalName)
        .ifPresent(id -> there.put(RUN_AS, id));
    List<Difference> differences = new ArrayList<>();
    wanted.forEach(
        (path, value) -> {
          // The workspace may omit a switch that is off.
          String now = there.getOrDefault(path, value.equals("false") ? value : null);
          if (!value.equals(now)) {
            differences.add(difference(path, now, value));
          }
        });
    for (Map.Entry<String, String> entry : there.entrySet()) {
      if (!wanted.containsKey(entry.getKey())
          && OWN.stream().anyMatch(entry.getKey()::startsWith)) {
        differences.add(difference(entry.getKey(), entry.getValue(), null));
      }
    }
    return differences;
  }

  private static Difference difference(String path, String found, String wanted) {
    return new Difference(
        path,
        Optional.ofNullable(found),
        Optional.ofNullable(wanted),
        Difference.Origin.DEFINITION);
  }
}
