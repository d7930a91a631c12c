package io.quarterdeck.cli.ci;

import io.quarterdeck.contract.ApiVersions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the output of a Pulumi preview. The format is {@code display.PreviewDigest} of the Pulumi
 * CLI 3.250. A file without steps is an error, not a preview without changes.
 */
final class PreviewFile {
  private PreviewFile() {}

  static Preview read(String stack, Path file) {
    StructuredFile input =
        new StructuredFile(
            file,
            "the preview of " + stack + " in " + file,
            "what pulumi preview --stack " + stack + " --json writes",
            "Run ci/scripts/preview " + stack + " again.");
    if (!(input.json() instanceof Map<?, ?> object)
        || !(object.containsKey("steps") || object.containsKey("diagnostics"))) {
      throw input.unreadable("no steps");
    }
    for (String list : List.of("steps", "diagnostics")) {
      if (!Json.list(object, list).stream().allMatch(Map.class::isInstance)) {
        throw input.unreadable("an entry of " + list + " that is no object");
      }
    }
    return new Preview(stack, configuration(object), steps(object), errors(object));
  }

  private static Map<String, String> configuration(Map<?, ?> digest) {
    Map<String, String> configuration = new LinkedHashMap<>();
    Json.object(digest, "config")
        .forEach((name, value) -> configuration.put(name.toString(), String.valueOf(value)));
    return configuration;
  }

  private static List<Step> steps(Map<?, ?> digest) {
    List<Step> steps = new ArrayList<>();
    for (Object step : Json.list(digest, "steps")) {
      steps.add(step((Map<?, ?>) step));
    }
    return steps;
  }

  private static Step step(Map<?, ?> step) {
    Map<?, ?> oldState = Json.object(step, "oldState");
    Map<?, ?> newState = Json.object(step, "newState");
    String type = Json.text(newState.isEmpty() ? oldState : newState, "type");
    Map<?, ?> before = Json.object(oldState, "inputs");
    Map<?, ?> after = Json.object(newState, "inputs");
    return new Step(
        Operation.of(Json.text(step, "op")),
        Json.text(step, "urn"),
        ApiVersions.withoutVersion(type),
        changes(Json.object(step, "detailedDiff"), before, after),
        Json.list(step, "replaceReasons").stream().map(Object::toString).toList(),
        before,
        after);
  }

  private static List<PropertyChange> changes(
      Map<?, ?> detailed, Map<?, ?> before, Map<?, ?> after) {
    return detailed.keySet().stream()
        .map(Object::toString)
        .sorted()
        .map(
            path ->
                new PropertyChange(
                    path, PropertyPath.text(before, path), PropertyPath.text(after, path)))
        .toList();
  }

  private static List<String> errors(Map<?, ?> digest) {
    List<String> errors = new ArrayList<>();
    for (Object diagnostic : Json.list(digest, "diagnostics")) {
      Map<?, ?> said = (Map<?, ?>) diagnostic;
      if (Json.text(said, "severity").equals("error")) {
        errors.add(Json.text(said, "message").strip());
      }
    }
    return errors;
  }
}
