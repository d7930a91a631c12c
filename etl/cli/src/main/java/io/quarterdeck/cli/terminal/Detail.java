package io.quarterdeck.cli.terminal;

/** The detail of the progress of a command. */
public enum Detail {
  /** No progress. */
  NONE,
  /** A line for each step and each note. */
  STEPS,
  /** Also a line for each phase of a step. */
  PHASES
}
