package io.quarterdeck.etl.doctor;

import java.util.List;

/** One thing that must be so for a stack to work. */
public interface Check {
  /** Its name, the same in every version: programs read it. */
  String name();

  /** The names of the checks that must not have failed before this one makes sense. */
  default List<String> needs() {
    return List.of();
  }

  /**
   * Looks. It may be interrupted at its deadline.
   *
   * @throws io.quarterdeck.etl.Failure when the failure's message says all
   */
  Finding look();
}
