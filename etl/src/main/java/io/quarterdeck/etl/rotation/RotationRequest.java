package io.quarterdeck.etl.rotation;

import io.quarterdeck.etl.azure.ConnectedStack;
import java.time.Duration;

/**
 * What is asked of a rotation.
 *
 * @param stack the stack
 * @param grace for how long after a rotation the role before may still be in use: its password is
 *     not changed sooner
 * @param patience how long to wait for sessions that are in the way
 * @param old what becomes of the role before
 */
public record RotationRequest(ConnectedStack stack, Duration grace, Duration patience, Old old) {
  /** What becomes of the role before. */
  public enum Old {
    /** It can sign in until its next turn, so that runs which hold its password end well. */
    KEEP,
    /** It is refused from now on: its password is known to someone who must not know it. */
    RETIRE
  }
}
