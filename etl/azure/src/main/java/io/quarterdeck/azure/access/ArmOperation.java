package io.quarterdeck.azure.access;

/**
 * A request that can start a long-running operation of Azure Resource Manager.
 *
 * @param state the state when the caller stopped following the operation
 * @param answer the last response
 */
public record ArmOperation(State state, ArmAnswer answer) {
  /** The state of an operation. */
  public enum State {
    SUCCEEDED,
    /** Resource Manager did not accept the request. */
    REFUSED,
    /** The operation ended without success. */
    FAILED,
    /** The operation did not end in time. */
    UNFINISHED
  }

  static ArmOperation of(State state, ArmAnswer answer) {
    return new ArmOperation(state, answer);
  }
}
