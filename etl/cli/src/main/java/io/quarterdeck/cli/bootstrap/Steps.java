package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.cli.report.BootstrapStatus;
import io.quarterdeck.cli.report.ReportData.Step;
import io.quarterdeck.cli.terminal.Console;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs steps in order, shows their progress, and records their times in {@link BootstrapStatus}.
 */
public final class Steps {
  /**
   * The result of a step.
   *
   * @param value the value for later steps
   * @param outcome a short description
   */
  public record Outcome<T>(T value, String outcome) {}

  private final Console console;
  private final Path state;
  private final Instant started = Instant.now();
  private final long began = System.nanoTime();
  private final List<Step> done = new ArrayList<>();
  private int count;

  /**
   * Creates the steps of a command.
   *
   * @param state the folder with the state of the checkout
   */
  Steps(Console console, Path state, int count) {
    this.console = console;
    this.state = state;
    this.count = count;
  }

  /** Changes the number of steps, including those that are done. */
  void expect(int total) {
    count = total;
  }

  /** Runs the next step. Exceptions propagate to the caller. */
  public <T> T run(String name, Function<StepProgress, Outcome<T>> body) {
    Duration from = elapsed();
    String title = (done.size() + 1) + "/" + count + " " + name;
    record(Optional.of(new BootstrapStatus.Running(title, Instant.now())));
    Outcome<T> outcome;
    try (StepProgress progress = console.step(title)) {
      outcome = body.apply(progress);
      done.add(new Step(name, from, elapsed().minus(from), outcome.outcome()));
      progress.done(outcome.outcome());
    } catch (RuntimeException | Error e) {
      recordAfter(e);
      throw e;
    }
    record(Optional.empty());
    return outcome.value();
  }

  /** Records that no step runs. The failure of the step remains the one that the user sees. */
  private void recordAfter(Throwable failure) {
    try {
      record(Optional.empty());
    } catch (Failure e) {
      failure.addSuppressed(e);
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void record(Optional<BootstrapStatus.Running> running) {
    new BootstrapStatus(ProcessHandle.current().pid(), started, List.copyOf(done), running)
        .write(state);
  }

  /** Returns the steps that ended. */
  List<Step> done() {
    return List.copyOf(done);
  }
}
