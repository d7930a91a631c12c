package io.quarterdeck.cli.doctor;

import java.util.List;

/** Checks one requirement of a stack. */
public interface Check {
  /** Returns the name. It must not change between versions, because programs read it. */
  String name();

  /** Returns the names of the checks that must succeed before this one runs. */
  default List<String> needs() {
    return List.of();
  }

  /**
   * Runs the check. The thread is interrupted at the deadline.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the check fails and the message contains the
   *     advice
   */
  Finding look();
}
