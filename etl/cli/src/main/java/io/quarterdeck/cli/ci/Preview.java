package io.quarterdeck.cli.ci;

import java.util.List;
import java.util.Map;

/**
 * The output of {@code pulumi preview --json} or {@code pulumi refresh --preview-only --json}.
 *
 * @param stack the stack's name
 * @param configuration the stack's settings as text; secrets are {@code [secret]}
 * @param steps one for each resource, in Pulumi's order
 * @param errors the reasons for a failed preview; empty if it succeeded
 */
record Preview(
    String stack, Map<String, String> configuration, List<Step> steps, List<String> errors) {

  /** Returns the Azure resources that change. */
  List<Step> changing() {
    return steps.stream()
        .filter(step -> step.operation().changes() && !step.isComponent())
        .toList();
  }
}
