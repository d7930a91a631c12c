package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStacks;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Checks from this machine whether a stack works, and reports what to do about failures. Changes
 * nothing.
 */
public final class Doctor {
  private static final String OUTPUTS = "outputs";

  private Doctor() {}

  /**
   * Runs all checks of the stack.
   *
   * @param deadline the time limit for each check
   */
  public static List<CheckResult> examine(
      StackChoice choice, Purpose purpose, Duration deadline, Progress progress) {
    long began = System.nanoTime();
    ConnectedStack stack;
    try {
      stack = ConnectedStacks.find(choice, progress);
    } catch (Failure e) {
      return List.of(outputs(Finding.failed(e.getMessage(), ""), began));
    }
    List<CheckResult> results = new ArrayList<>();
    results.add(
        outputs(Finding.ok("all of " + stack.outputs().environment() + " as expected"), began));
    results.addAll(examine(Checks.of(stack, purpose), deadline, progress));
    return results;
  }

  private static List<CheckResult> examine(
      List<Check> checks, Duration deadline, Progress progress) {
    progress.phase("checking");
    AtomicInteger done = new AtomicInteger();
    return new Examination(
            checks,
            deadline,
            result -> progress.advance(done.incrementAndGet(), checks.size(), "checks"))
        .run();
  }

  private static CheckResult outputs(Finding finding, long began) {
    return new CheckResult(OUTPUTS, finding, Duration.ofNanos(System.nanoTime() - began));
  }
}
