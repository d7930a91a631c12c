package io.quarterdeck.e2e.sequences;

import java.util.Map;
import java.util.TreeMap;

/** Counts the executed actions. Thread-safe. */
final class Summary {
  private final Map<String, Integer> actions = new TreeMap<>();
  private int sequences;
  private int interrupts;
  private int kills;
  private int runs;
  private int differences;

  synchronized void played() {
    sequences++;
  }

  synchronized void acted(Action action) {
    actions.merge(action.kind(), 1, Integer::sum);
  }

  /** Counts an interrupted command. */
  synchronized void ended(Action.Signal signal) {
    switch (signal) {
      case TERM -> interrupts++;
      case KILL -> kills++;
    }
  }

  /** Counts a run of the job. */
  synchronized void ran() {
    runs++;
  }

  synchronized void differed() {
    differences++;
  }

  @Override
  public synchronized String toString() {
    int all = actions.values().stream().mapToInt(Integer::intValue).sum();
    return "%d sequences, %d actions %s, %d interrupts, %d kills, %d runs of the job, %d differences from the model"
        .formatted(sequences, all, actions, interrupts, kills, runs, differences);
  }
}
