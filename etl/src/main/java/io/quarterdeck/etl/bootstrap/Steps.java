package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.terminal.Console;
import io.quarterdeck.etl.terminal.StepProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs steps one after the other, shows each, and remembers how long it took. */
final class Steps {
  /**
   * What a step gave.
   *
   * @param value for the steps after it
   * @param outcome for people, in a few words
   */
  record Outcome<T>(T value, String outcome) {}

  /**
   * How long a step took.
   *
   * @param name the step's name
   * @param seconds its time
   */
  record Timing(String name, double seconds) {}

  private final Console console;
  private final int count;
  private final List<Timing> timings = new ArrayList<>();

  Steps(Console console, int count) {
    this.console = console;
    this.count = count;
  }

  /** Runs the next step; what it throws goes to the caller, and the steps after it do not run. */
  <T> T run(String name, Function<StepProgress, Outcome<T>> body) {
    long began = System.nanoTime();
    String title = (timings.size() + 1) + "/" + count + " " + name;
    try (StepProgress progress = console.step(title)) {
      Outcome<T> outcome = body.apply(progress);
      timings.add(new Timing(name, (System.nanoTime() - began) / 1e9));
      progress.done(outcome.outcome());
      return outcome.value();
    }
  }

  List<Timing> timings() {
    return List.copyOf(timings);
  }
}
