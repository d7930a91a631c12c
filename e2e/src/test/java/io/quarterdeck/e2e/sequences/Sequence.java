package io.quarterdeck.e2e.sequences;

import java.util.List;

/**
 * Actions that are executed one after the other.
 *
 * @param seed the seed from which it was generated
 * @param jobs how the job runs
 * @param actions the actions
 */
record Sequence(long seed, Jobs jobs, List<Action> actions) {
  /** How the job runs. */
  enum Jobs {
    /**
     * The main classes of the job run in one JVM with one Spark session, as on a Databricks
     * cluster.
     */
    SHARED_SPARK,
    /**
     * The commands run the job through the local stack's Databricks API, with a JVM for each task.
     */
    COMMANDS
  }

  Contents contents() {
    return Contents.of(seed);
  }

  Sequence with(List<Action> fewer) {
    return new Sequence(seed, jobs, List.copyOf(fewer));
  }

  /** Returns the actions, one per line. */
  String shown() {
    StringBuilder lines = new StringBuilder();
    for (int index = 0; index < actions.size(); index++) {
      lines.append("  %2d %s%n".formatted(index + 1, actions.get(index)));
    }
    return lines.toString();
  }
}
