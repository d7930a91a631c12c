package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.cli.terminal.JsonObject;
import java.util.List;

/**
 * The doctor's results as a JSON object with the fields stack, worst (ok, skipped, warning or
 * failed) and checks, each with name, result, found, advice and milliseconds.
 */
final class DoctorJson {
  private DoctorJson() {}

  static String of(StackChoice choice, List<CheckResult> results) {
    return new JsonObject()
        .with("stack", choice.words())
        .with("worst", DoctorCommand.worst(results).words())
        .with("checks", results.stream().map(DoctorJson::of).toList())
        .text();
  }

  private static JsonObject of(CheckResult result) {
    return new JsonObject()
        .with("name", result.check())
        .with("result", result.finding().status().words())
        .with("found", result.finding().found())
        .with("advice", result.finding().advice())
        .with("milliseconds", result.took().toMillis());
  }
}
