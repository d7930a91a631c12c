package io.quarterdeck.etl.rotation;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * How a rotation ended.
 *
 * @param role who signs in from now on
 * @param at when the vault got its password
 * @param outcome whether that was now
 * @param retired the role that is refused from now on
 */
public record RotationResult(
    String role, OffsetDateTime at, Outcome outcome, Optional<String> retired) {
  /** Whether there is a new password. */
  public enum Outcome {
    ROTATED,
    /** There was one within the grace; what was left to do of it is done. */
    FINISHED
  }
}
