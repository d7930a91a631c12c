package io.quarterdeck.cli.streaming;

import com.databricks.sdk.service.pipelines.GetPipelineResponse;
import com.databricks.sdk.service.pipelines.GetPipelineResponseHealth;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.StreamingRegistration;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.pipeline.WorkspacePipeline;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.Finding;
import io.quarterdeck.cli.doctor.SystemChecks;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks that the declarative pipeline is registered, and that its last update did not fail.
 *
 * @param environment the environment of the stack's jobs
 */
record OrdersPipelineCheck(JobEnvironment environment) implements Check {
  @Override
  public String name() {
    return "orders pipeline";
  }

  @Override
  public List<String> needs() {
    return List.of(SystemChecks.WORKSPACE);
  }

  @Override
  public Finding look() {
    try {
      WorkspacePipeline pipeline =
          StreamingRegistration.pipeline(
              Workspace.at(environment.workspace()), environment.stack());
      return pipeline
          .find(WorkspaceJob.Adoption.REFUSE)
          .map(found -> state(found, pipeline.link(found.getPipelineId())))
          .orElseGet(
              () ->
                  Finding.warning(
                      "not registered, or you may not see it",
                      "Run ./quarterdeck register --stack %s --systems streaming."
                          .formatted(environment.stack())));
    } catch (Failure e) {
      return Finding.warning(e.getMessage(), "");
    }
  }

  private Finding state(GetPipelineResponse pipeline, String link) {
    if (pipeline.getHealth() == GetPipelineResponseHealth.UNHEALTHY) {
      return Finding.warning(
          "registered; the last update failed",
          "Read the events of the pipeline at %s, then run ./quarterdeck run --stack %s --systems streaming --job pipeline."
              .formatted(link, environment.stack()));
    }
    return Finding.ok(
        "registered; "
            + Optional.ofNullable(pipeline.getLatestUpdates())
                .filter(updates -> !updates.isEmpty())
                .map(updates -> pipeline.getState().toString().toLowerCase(Locale.ROOT))
                .orElse("no update yet"));
  }
}
