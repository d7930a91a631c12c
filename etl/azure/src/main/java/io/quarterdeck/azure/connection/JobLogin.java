package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.rotation.Rotation;
import io.quarterdeck.azure.rotation.RotationRequest;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.Duration;

/**
 * The login with which the jobs of a stack sign in to PostgreSQL.
 *
 * @param stack the stack, with the access of an administrator of its server
 */
public record JobLogin(ConnectedStack stack) {
  /** The time to wait for another rotation and for running loads. */
  private static final Duration MAXIMUM_WAIT = Duration.ofMinutes(10);

  /** Keeps the login that another command created while this one waited for it. */
  private static final Duration GRACE = Duration.ofHours(1);

  /**
   * Creates the roles of the jobs and stores the first login, if the workspace is set up and the
   * vault has none. Otherwise does not connect to the server.
   *
   * @param workspace the workspace of the stack
   * @throws Failure if the login is missing and the caller cannot create it
   */
  public void create(Workspace workspace, Progress progress) {
    if (Registration.lacksLogin(workspace, JobEnvironments.of(stack))) {
      rotate(progress);
    }
  }

  /**
   * Creates the login again if the server does not have its role. The server of a stack that was
   * deleted and created again is new, but its vault may have been recovered.
   *
   * @throws Failure if the server cannot be reached or refuses the caller, or the caller cannot
   *     create the login
   */
  public void renew(Progress progress) {
    if (rotation(progress).lacksRole()) {
      rotate(progress);
    }
  }

  private Rotation rotation(Progress progress) {
    return new Rotation(
        new RotationRequest(
            stack.outputs(),
            stack.access(),
            AzureStack.of(stack).postgres(),
            GRACE,
            MAXIMUM_WAIT,
            RotationRequest.Old.KEEP),
        progress);
  }

  private void rotate(Progress progress) {
    try {
      rotation(progress).run();
    } catch (Failure e) {
      throw Failure.causedBy(
          e,
          "Cannot create the role with which jobs sign in to PostgreSQL: %s; expected an"
              + " administrator of the server with the role Key Vault Secrets Officer, on a machine"
              + " that can connect to both. Nothing was loaded. Run ./quarterdeck rotate-password"
              + " --stack %s there, then run this again.",
          e.getMessage(),
          stack.outputs().environment());
    }
  }
}
