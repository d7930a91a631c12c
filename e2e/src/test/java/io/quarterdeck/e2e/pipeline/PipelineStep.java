package io.quarterdeck.e2e.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step: a task of Azure, or one line that runs a script of the project. */
record PipelineStep(AzurePipelineJob job, Map<?, ?> yaml) {
  private static final String SIGNED_IN = "AzureCLI@2";

  /** Returns the bash line as in the file; empty for a task without one. */
  Optional<String> line() {
    if (task().equals(SIGNED_IN)) {
      return Optional.of(PipelineYaml.text(inputs(), "inlineScript"));
    }
    return Optional.ofNullable(yaml.get("bash")).map(Object::toString);
  }

  /** Returns the script and its arguments, split at blanks. */
  List<String> arguments() {
    return line().map(line -> List.of(line.split(" ", -1))).orElse(List.of());
  }

  /** Returns the task, for example {@code Cache@2}; empty for a line of bash. */
  String task() {
    return PipelineYaml.text(yaml, "task");
  }

  Map<?, ?> inputs() {
    return PipelineYaml.map(yaml, "inputs");
  }

  Map<?, ?> environment() {
    return PipelineYaml.map(yaml, "env");
  }

  /** Returns the service connection; empty if it has none. */
  String connection() {
    return task().equals(SIGNED_IN) ? PipelineYaml.text(inputs(), "azureSubscription") : "";
  }
}
