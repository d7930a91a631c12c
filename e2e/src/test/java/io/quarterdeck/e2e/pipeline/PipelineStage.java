package io.quarterdeck.e2e.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A stage of the expanded pipeline. */
record PipelineStage(Map<?, ?> yaml) {
  static List<PipelineStage> all() {
    return PipelineYaml.list(Expansion.of(PipelineFiles.PIPELINE), "stages").stream()
        .map(stage -> new PipelineStage((Map<?, ?>) stage))
        .toList();
  }

  String name() {
    return PipelineYaml.text(yaml, "stage");
  }

  String condition() {
    return PipelineYaml.text(yaml, "condition");
  }

  /**
   * Returns the stages that it depends on. They must be explicit, because Azure's default is the
   * previous stage.
   */
  List<String> dependsOn() {
    Object named = yaml.get("dependsOn");
    if (named instanceof List<?> list) {
      return list.stream().map(Object::toString).toList();
    }
    if (named == null) {
      throw new AssertionError(name() + " does not declare dependsOn");
    }
    return List.of(named.toString());
  }

  List<AzurePipelineJob> jobs() {
    return PipelineYaml.list(yaml, "jobs").stream()
        .map(job -> new AzurePipelineJob(this, (Map<?, ?>) job))
        .toList();
  }

  List<PipelineStep> steps() {
    List<PipelineStep> steps = new ArrayList<>();
    jobs().forEach(job -> steps.addAll(job.steps()));
    return steps;
  }
}
