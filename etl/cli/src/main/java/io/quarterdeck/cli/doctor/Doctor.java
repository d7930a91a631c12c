package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStacks;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.nio.file.Path;
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
  private static final String SETTINGS = "settings";

  private Doctor() {}

  /**
   * Runs all checks of a stack that exists.
   *
   * @param deadline the time limit for each check
   */
  public static List<CheckResult> examineStack(
      StackChoice choice, Duration deadline, Progress progress) {
    long began = System.nanoTime();
    ConnectedStack stack;
    try {
      stack = ConnectedStacks.find(choice, progress);
    } catch (Failure e) {
      return List.of(result(OUTPUTS, Finding.failed(e.getMessage(), ""), began));
    }
    Finding found = Finding.ok("all of " + stack.outputs().environment() + " as expected");
    List<CheckResult> results = new ArrayList<>(List.of(result(OUTPUTS, found, began)));
    results.addAll(examine(Checks.of(stack), deadline, progress));
    return results;
  }

  /**
   * Runs all checks that precede a deployment. The stack need not exist: its file of settings is
   * enough.
   *
   * @param project the folder of that file
   * @param deadline the time limit for each check
   */
  public static List<CheckResult> examineDeployment(
      StackChoice choice, Path project, Duration deadline, Progress progress) {
    long began = System.nanoTime();
    StackSettings settings;
    AzureAccess access;
    try {
      settings = settings(choice, project);
      access = ConnectedStacks.access(choice, progress);
    } catch (Failure e) {
      return List.of(result(SETTINGS, Finding.failed(e.getMessage(), ""), began));
    }
    Finding found = Finding.ok("of the stack " + settings.stack());
    List<CheckResult> results = new ArrayList<>(List.of(result(SETTINGS, found, began)));
    results.addAll(examine(DeployChecks.of(settings, access, System.getenv()), deadline, progress));
    return results;
  }

  private static StackSettings settings(StackChoice choice, Path project) {
    if (choice instanceof StackChoice.Named named) {
      return StackSettings.of(project, named.name());
    }
    throw Failure.of(
        "Cannot check a deployment: found outputs (--outputs or QUARTERDECK_OUTPUTS); expected the"
            + " settings of a stack. Name the stack with --stack NAME.");
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

  private static CheckResult result(String check, Finding finding, long began) {
    return new CheckResult(check, finding, Duration.ofNanos(System.nanoTime() - began));
  }
}
