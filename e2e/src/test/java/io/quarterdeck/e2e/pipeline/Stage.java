package io.quarterdeck.e2e.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A stage of the expanded pipeline. */
record Stage(Map<?, ?> yaml) {
  static List<Stage> all() {
    return Yaml.list(Expansion.of(PipelineFiles.PIPELINE), "stages").stream()
        .map(stage -> new Stage((Map<?, ?>) stage))
        .toList();
  }

  String name() {
    return Yaml.text(yaml, "stage");
  }

  String condition() {
    return Yaml.text(yaml, "condition");
  }

  /** The stages that it waits for; Azure would take the one before when it said nothing. */
  List<String> dependsOn() {
    Object named = yaml.get("dependsOn");
    if (named instanceof List<?> list) {
      return list.stream().map(Object::toString).toList();
    }
    if (named == null) {
      throw new AssertionError(name() + " does not say what it depends on");
    }
    return List.of(named.toString());
  }

  List<Job> jobs() {
    return Yaml.list(yaml, "jobs").stream().map(job -> new Job(this, (Map<?, ?>) job)).toList();
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    jobs().forEach(job -> steps.addAll(job.steps()));
    return steps;
  }
}
