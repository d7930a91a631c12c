package io.quarterdeck.azure.rotation;

import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The result of a rotation.
 *
 * @param role the role that signs in from now on
 * @param at the time at which the vault received its password
 * @param outcome whether this rotation created the password
 * @param retired the role that is refused from now on, if any
 */
public record RotationResult(
    String role, OffsetDateTime at, Outcome outcome, Optional<String> retired) {
  /** Whether this rotation created a password. */
  public enum Outcome {
    ROTATED,
    /** The last rotation is within the grace period; its remaining steps are done. */
    FINISHED
  }
}
