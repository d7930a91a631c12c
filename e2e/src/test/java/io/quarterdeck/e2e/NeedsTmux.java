package io.quarterdeck.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test if tmux is missing, and prints how to install it. In CI, the test fails instead. */
final class NeedsTmux implements ExecutionCondition {
  private static final String MISSING =
      "Cannot run a command in a terminal: tmux was not found on the PATH; expected it. Run apt-get"
          + " install tmux.";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tmux")));
    if (there) {
      return ConditionEvaluationResult.enabled("tmux is on the PATH");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(MISSING);
    }
    System.err.println("Skipped " + context.getDisplayName() + ": " + MISSING);
    return ConditionEvaluationResult.disabled(MISSING);
  }
}
