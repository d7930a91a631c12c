package io.quarterdeck.e2e.sequences;

import java.util.List;

/**
 * Actions to be played one after the other.
 *
 * @param seed what it was generated from
 * @param jobs what runs the job
 * @param actions the actions
 */
record Sequence(long seed, Jobs jobs, List<Action> actions) {
  /** What runs the job. */
  enum Jobs {
    /** The job's main classes in one JVM with one Spark session, as on a Databricks cluster. */
    SHARED_SPARK,
    /** The commands, by the local stack's Databricks API: a JVM for each task. */
    COMMANDS
  }

  Contents contents() {
    return Contents.of(seed);
  }

  Sequence with(List<Action> fewer) {
    return new Sequence(seed, jobs, List.copyOf(fewer));
  }

  /** The actions, one a line. */
  String shown() {
    StringBuilder lines = new StringBuilder();
    for (int index = 0; index < actions.size(); index++) {
      lines.append("  %2d %s%n".formatted(index + 1, actions.get(index)));
    }
    return lines.toString();
  }
}
