package io.quarterdeck.e2e.pipeline;

import java.util.List;
import java.util.Map;

/** A job of a stage: a plain job, or a deployment to an environment. */
record AzurePipelineJob(PipelineStage stage, Map<?, ?> yaml) {
  boolean isDeployment() {
    return yaml.containsKey("deployment");
  }

  /** Returns the environment whose approvals and locks apply; empty for a plain job. */
  String environment() {
    return PipelineYaml.text(yaml, "environment");
  }

  List<PipelineStep> steps() {
    Map<?, ?> holder =
        isDeployment()
            ? PipelineYaml.map(
                PipelineYaml.map(PipelineYaml.map(yaml, "strategy"), "runOnce"), "deploy")
            : yaml;
    return PipelineYaml.list(holder, "steps").stream()
        .map(step -> new PipelineStep(this, (Map<?, ?>) step))
        .toList();
  }
}
