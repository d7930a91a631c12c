package io.quarterdeck.e2e.pipeline;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test where the Pulumi CLI is missing and says how to get it; in CI it fails instead. */
public final class NeedsPulumi implements ExecutionCondition {
  private static final String MISSING =
      "Cannot run the pipeline's lines: pulumi was not found on the PATH; expected it, with"
          + " pulumi-language-java beside it. Run tools/build FOLDER and put FOLDER on the PATH.";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (folder().isPresent()) {
      return ConditionEvaluationResult.enabled("The Pulumi CLI is here");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(MISSING);
    }
    System.err.println("Skipped " + context.getDisplayName() + ": " + MISSING);
    return ConditionEvaluationResult.disabled(MISSING);
  }

  /** The folder of the PATH that has the CLI and its Java host. */
  static Optional<Path> folder() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(folder -> Files.isExecutable(folder.resolve("pulumi")))
        .filter(folder -> Files.isExecutable(folder.resolve("pulumi-language-java")))
        .findFirst();
  }
}
