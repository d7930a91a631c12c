package io.quarterdeck.etl.terminal;

/** How much of its progress a command shows. */
public enum Detail {
  /** Nothing. */
  NONE,
  /** A line for each step, and notes. */
  STEPS,
  /** A line for each phase of a step as well. */
  PHASES
}
