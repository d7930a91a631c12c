package io.quarterdeck.azure.databricks.pipeline;

import com.databricks.sdk.service.pipelines.GetPipelineResponse;
import com.databricks.sdk.service.pipelines.ListPipelinesRequest;
import com.databricks.sdk.service.pipelines.PipelineStateInfo;
import io.quarterdeck.azure.databricks.job.StackJobs;
import io.quarterdeck.azure.databricks.job.WorkspaceJob.Adoption;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.contract.OrdersPipeline;
import io.quarterdeck.loader.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The declarative pipeline in a workspace, identified by its name and the stack in its tags.
 *
 * @param workspace the workspace
 * @param stack the name of the stack
 */
public record WorkspacePipeline(Workspace workspace, String stack) {
  /**
   * Returns the pipeline, if it exists.
   *
   * @throws Failure if register did not create it and {@code adoption} refuses it, or if there are
   *     several
   */
  public Optional<GetPipelineResponse> find(Adoption adoption) {
    List<GetPipelineResponse> found = named();
    if (found.size() > 1) {
      throw Failure.of(
          "Cannot tell which pipeline %s is the one at %s: found %d of that name; expected one."
              + " Delete or rename the others in the workspace, then run this again.",
          OrdersPipeline.NAME, workspace.address(), found.size());
    }
    if (adoption == Adoption.REFUSE) {
      found.stream().filter(each -> !isOurs(each)).findFirst().ifPresent(this::refuse);
    }
    return found.stream().findFirst();
  }

  /** Returns the id of the pipeline that register created, if it exists and the caller sees it. */
  public Optional<String> registeredId() {
    return named().stream()
        .filter(this::isOurs)
        .map(GetPipelineResponse::getPipelineId)
        .findFirst();
  }

  /**
   * Returns the id of the registered pipeline.
   *
   * @throws Failure if the pipeline does not exist, or register did not create it
   */
  public String id() {
    return find(Adoption.REFUSE)
        .map(GetPipelineResponse::getPipelineId)
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot find the pipeline %s at %s: there is none; expected a registered"
                        + " pipeline. Register it: ./quarterdeck register --stack %s --systems"
                        + " streaming",
                    OrdersPipeline.NAME, workspace.address(), stack));
  }

  /** Returns the URL of the pipeline's page. */
  public String link(String id) {
    return workspace.address().url() + "/pipelines/" + id;
  }

  /**
   * Returns the deletion of the pipeline, if it exists.
   *
   * @throws Failure if register did not create it
   */
  public Optional<WorkspaceChange> deletion() {
    return find(Adoption.REFUSE)
        .map(
            found ->
                new WorkspaceChange(
                    "pipeline " + OrdersPipeline.NAME,
                    () ->
                        workspace.tell(
                            "delete the pipeline " + OrdersPipeline.NAME,
                            client -> client.pipelines().delete(found.getPipelineId()))));
  }

  private List<GetPipelineResponse> named() {
    return workspace.call(
        "list the pipelines",
        client -> {
          List<GetPipelineResponse> pipelines = new ArrayList<>();
          for (PipelineStateInfo each :
              client
                  .pipelines()
                  .listPipelines(
                      new ListPipelinesRequest()
                          .setFilter("name LIKE '" + OrdersPipeline.NAME + "'"))) {
            if (OrdersPipeline.NAME.equals(each.getName())) {
              pipelines.add(client.pipelines().get(each.getPipelineId()));
            }
          }
          return pipelines;
        });
  }

  private boolean isOurs(GetPipelineResponse found) {
    return StackJobs.areTagsOf(stack, found.getSpec().getTags());
  }

  private void refuse(GetPipelineResponse found) {
    throw Failure.of(
        "Cannot take over the pipeline %s: %s created it, and it does not have this stack's tags;"
            + " expected no pipeline with this name, or one that register created for the stack"
            + " %s. Inspect it (%s), then rename it, or take it over with --adopt.",
        OrdersPipeline.NAME, found.getCreatorUserName(), stack, link(found.getPipelineId()));
  }
}
