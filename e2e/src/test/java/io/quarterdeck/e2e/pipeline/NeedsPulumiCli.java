package io.quarterdeck.e2e.pipeline;

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
public final class NeedsPulumiCli implements ExecutionCondition {
  private static final String MISSING =
      "Cannot run the pipeline's lines: pulumi was not found on the PATH; expected it, with"
          + " pulumi-language-java beside it. Run tools/build FOLDER and put FOLDER on the PATH.";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (folder().isPresent()) {
      return ConditionEvaluationResult.enabled("The Pulumi CLI is on the PATH");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(MISSING);
    }
    System.err.println("Skipped " + context.getDisplayName() + ": " + MISSING);
    return ConditionEvaluationResult.disabled(MISSING);
  }

  /** Returns the folder on the PATH that contains the CLI and its Java language host. */
  static Optional<Path> folder() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(folder -> Files.isExecutable(folder.resolve("pulumi")))
        .filter(folder -> Files.isExecutable(folder.resolve("pulumi-language-java")))
        .findFirst();
  }
}
