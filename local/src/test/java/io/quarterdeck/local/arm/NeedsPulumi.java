package io.quarterdeck.local.arm;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test if the Pulumi CLI is missing, and prints how to install it. In CI, the test fails
 * instead.
 */
public final class NeedsPulumi implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (found("pulumi").isPresent() && found("pulumi-language-java").isPresent()) {
      return ConditionEvaluationResult.enabled("The Pulumi CLI is on the PATH");
    }
    String reason =
        "Cannot run the Pulumi program: pulumi and pulumi-language-java were not found on the PATH;"
            + " expected both. Install Pulumi, or run tools/build FOLDER and put FOLDER on the PATH.";
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(reason);
    }
    System.err.println("Skipped " + context.getDisplayName() + ": " + reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  private static Optional<Path> found(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
