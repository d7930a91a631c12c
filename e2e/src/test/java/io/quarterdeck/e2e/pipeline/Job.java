package io.quarterdeck.e2e.pipeline;

import java.util.List;
import java.util.Map;

/** A job of a stage: either a plain one, or a deployment into an environment. */
record Job(Stage stage, Map<?, ?> yaml) {
  boolean isDeployment() {
    return yaml.containsKey("deployment");
  }

  /** The environment whose approvals and locks hold; empty for a plain job. */
  String environment() {
    return Yaml.text(yaml, "environment");
  }

  List<Step> steps() {
    Map<?, ?> holder =
        isDeployment() ? Yaml.map(Yaml.map(Yaml.map(yaml, "strategy"), "runOnce"), "deploy") : yaml;
    return Yaml.list(holder, "steps").stream()
        .map(step -> new Step(this, (Map<?, ?>) step))
        .toList();
  }
}
