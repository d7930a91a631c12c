package io.quarterdeck.etl.review;

import java.util.List;
import java.util.Map;

/**
 * What one run of {@code pulumi preview --json} (or {@code refresh --preview-only --json}) said.
 *
 * @param stack the stack's name
 * @param configuration the stack's settings as text; secrets are {@code [secret]}
 * @param steps one for each resource, in the order in which Pulumi would go
 * @param errors why the preview could not be made; empty when it could
 */
record Preview(
    String stack, Map<String, String> configuration, List<Step> steps, List<String> errors) {

  /** The resources of Azure that change. */
  List<Step> changing() {
    return steps.stream()
        .filter(step -> step.operation().changes() && !step.isComponent())
        .toList();
  }
}
