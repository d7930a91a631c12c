package io.quarterdeck.cli.report;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a test if Chromium is missing, and prints how to install it. In CI, the test fails instead.
 */
final class NeedsChromium implements ExecutionCondition {
  private static final String MISSING =
      "Cannot open the report in a browser: chromium was not found on the PATH; expected it. Run"
          + " apt-get install chromium.";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Chromium.program().isPresent()) {
      return ConditionEvaluationResult.enabled("chromium was found");
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException(MISSING);
    }
    System.err.println("Skipped " + context.getDisplayName() + ": " + MISSING);
    return ConditionEvaluationResult.disabled(MISSING);
  }
}
