package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.cli.terminal.Console;
import io.quarterdeck.cli.terminal.StepProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs steps in order, shows their progress, and records their times. */
public final class Steps {
  /**
   * The result of a step.
   *
   * @param value the value for later steps
   * @param outcome a short description
   */
  public record Outcome<T>(T value, String outcome) {}

  /**
   * The time of a step.
   *
   * @param name the step's name
   * @param seconds the time in seconds
   */
  public record Timing(String name, double seconds) {}

  private final Console console;
  private int count;
  private final List<Timing> timings = new ArrayList<>();

  Steps(Console console, int count) {
    this.console = console;
    this.count = count;
  }

  /** Changes the number of steps, including those that are done. */
  void expect(int total) {
    count = total;
  }

  /** Runs the next step. Exceptions propagate to the caller. */
  public <T> T run(String name, Function<StepProgress, Outcome<T>> body) {
    long began = System.nanoTime();
    String title = (timings.size() + 1) + "/" + count + " " + name;
    try (StepProgress progress = console.step(title)) {
      Outcome<T> outcome = body.apply(progress);
      timings.add(new Timing(name, (System.nanoTime() - began) / 1e9));
      progress.done(outcome.outcome());
      return outcome.value();
    }
  }

  /** Returns the times of the steps so far. */
  public List<Timing> timings() {
    return List.copyOf(timings);
  }
}
