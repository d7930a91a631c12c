package io.quarterdeck.azure.rotation;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import java.time.Duration;

/**
 * The parameters of a rotation.
 *
 * @param outputs the stack's outputs
 * @param access the access to the stack's vault
 * @param commands the database, with the sign-in of commands
 * @param grace the time after a rotation during which the previous role may still be in use; its
 *     password does not change within this time
 * @param maximumWait the maximum time to wait for another rotation, and for sessions that block
 *     this one
 * @param old whether the previous role can still sign in
 */
public record RotationRequest(
    OutputValues outputs,
    AzureAccess access,
    PostgresEndpoint commands,
    Duration grace,
    Duration maximumWait,
    Old old) {
  /** Whether the previous role can still sign in. */
  public enum Old {
    /** It can sign in until its next rotation, so that runs that use its password can finish. */
    KEEP,
    /** It is refused from now on, because its password was disclosed. */
    RETIRE
  }
}
