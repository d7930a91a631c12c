package io.quarterdeck.local;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks tests that run Azurite. Without Node.js, they are skipped; with {@code CI=true}, they fail
 * instead, so that a skipped test is not mistaken for a passed one.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsNode.Condition.class)
public @interface NeedsNode {
  /** Looks for {@code node} on the PATH. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if ("true".equals(System.getenv("CI"))) {
        return ConditionEvaluationResult.enabled("CI=true");
      }
      boolean found =
          Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
      return found
          ? ConditionEvaluationResult.enabled("node is in PATH")
          : ConditionEvaluationResult.disabled("no node in PATH");
    }
  }
}
