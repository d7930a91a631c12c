package io.quarterdeck.e2e.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step: a task of Azure's, or one line that runs a script of the project. */
record Step(Job job, Map<?, ?> yaml) {
  private static final String SIGNED_IN = "AzureCLI@2";

  /** The line for bash, as it stands in the file; none when a task does it all. */
  Optional<String> line() {
    if (task().equals(SIGNED_IN)) {
      return Optional.of(Yaml.text(inputs(), "inlineScript"));
    }
    return Optional.ofNullable(yaml.get("bash")).map(Object::toString);
  }

  /** The script and its arguments, split at blanks. */
  List<String> words() {
    return line().map(line -> List.of(line.split(" ", -1))).orElse(List.of());
  }

  /** As {@code Cache@2}; empty for a line of bash. */
  String task() {
    return Yaml.text(yaml, "task");
  }

  Map<?, ?> inputs() {
    return Yaml.map(yaml, "inputs");
  }

  Map<?, ?> environment() {
    return Yaml.map(yaml, "env");
  }

  /** The service connection that it is signed in by; empty when it is not. */
  String connection() {
    return task().equals(SIGNED_IN) ? Yaml.text(inputs(), "azureSubscription") : "";
  }
}
