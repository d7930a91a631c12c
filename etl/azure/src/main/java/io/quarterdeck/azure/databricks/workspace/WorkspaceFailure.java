package io.quarterdeck.azure.databricks.workspace;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.util.Optional;

/** Converts exceptions of the client to failures with advice. */
final class WorkspaceFailure {
  /**
   * The client's error code for a call without a response. The status of such an error is
   * meaningless.
   */
  private static final String NO_ANSWER = "IO_ERROR";

  /** The message of a response with status 403 if the token is invalid, and no right is missing. */
  private static final String INVALID_TOKEN = "Invalid access token";

  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;

  private static final String VALID_TOKEN =
      "expected a valid token. Sign in again (az login, or the pipeline's service connection), then"
          + " run this again.";

  private WorkspaceFailure() {}

  /** Returns the failure of a call. If the workspace refused it, the message names the right. */
  static Failure of(
      String what,
      WorkspaceAddress address,
      Optional<WorkspaceRight> right,
      DatabricksException thrown) {
    String advice =
        right
            .filter(any -> status(thrown) == FORBIDDEN && !isAboutTheToken(thrown))
            .map(WorkspaceRight::advice)
            .orElseGet(() -> advice(what, thrown));
    return failure(what, address, thrown, advice);
  }

  /**
   * Returns the failure of a first call that was refused. Status 403 means that the caller is not a
   * user of the workspace. A Contributor of the workspace's Azure resource does not need a user
   * entry (Microsoft, "Troubleshoot Microsoft Entra ID access tokens", the claim {@code
   * unique_name}).
   */
  static Failure ofSignIn(WorkspaceAddress address, DatabricksException thrown) {
    return failure(
        "sign in",
        address,
        thrown,
        isAboutTheToken(thrown)
            ? VALID_TOKEN
            : "expected a member of the workspace. Who set the workspace up adds you with"
                + " ./quarterdeck setup-workspace --registrar YOU; an administrator of the workspace"
                + " can also add you at "
                + address
                + "/settings/workspace/identity-and-access. If the workspace is private, run this"
                + " from inside its network.");
  }

  /** Returns whether the workspace refused the token or a right. Retrying does not help. */
  static boolean isRefusal(DatabricksException thrown) {
    int status = status(thrown);
    return status == UNAUTHENTICATED || status == FORBIDDEN;
  }

  private static boolean isAboutTheToken(DatabricksException thrown) {
    return status(thrown) == UNAUTHENTICATED || found(thrown).contains(INVALID_TOKEN);
  }

  private static Failure failure(
      String what, WorkspaceAddress address, DatabricksException thrown, String advice) {
    return Failure.causedBy(
        thrown, "Cannot %s at %s: %s; %s", what, address, found(thrown), advice);
  }

  /** Returns the workspace's message on one line, with the status and the error code. */
  static String found(DatabricksException thrown) {
    Optional<DatabricksError> error = error(thrown);
    int status = status(thrown);
    String said = Causes.of(error.<Throwable>map(each -> each).orElse(thrown));
    return status > 0 ? said + " (HTTP " + status + ", " + error.get().getErrorCode() + ")" : said;
  }

  /**
   * Returns whether the failure is transient: no response, too many requests, or a server error.
   */
  static boolean mayPass(DatabricksException thrown) {
    int status = status(thrown);
    return error(thrown).isPresent() && (status == 0 || status == 429 || status >= 500);
  }

  /** Returns the status of the response; 0 if there was no response. */
  private static int status(DatabricksException thrown) {
    return error(thrown)
        .filter(error -> !NO_ANSWER.equals(error.getErrorCode()))
        .map(DatabricksError::getStatusCode)
        .orElse(0);
  }

  /** Returns the error of the workspace. The client wraps the last error after its retries. */
  private static Optional<DatabricksError> error(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof DatabricksError error) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }

  private static String advice(String what, DatabricksException thrown) {
    return switch (status(thrown)) {
      case 400 ->
          "expected a valid request. Fix what the message names. If it names nothing, report a defect.";
      case UNAUTHENTICATED -> VALID_TOKEN;
      case FORBIDDEN ->
          isAboutTheToken(thrown)
              ? VALID_TOKEN
              : "expected the right to "
                  + what
                  + ". Ask an administrator of the workspace, or the owner of the object that the"
                  + " message names, to grant it (docs/databricks.md lists the rights), then run this"
                  + " again.";
      case 404 ->
          "expected it to be there. Check that the stack's workspace exists (./quarterdeck doctor)"
              + " and that the object was not deleted manually. Run register again to create it.";
      case 429 ->
          "expected it to accept the call after several attempts. The workspace is busy: run this again in some minutes.";
      case 0 ->
          "expected the workspace to answer. Check that it exists and can be reached from here"
              + " (./quarterdeck doctor), then run this again.";
      default ->
          "expected it to work. Run this again in some minutes; if that does not help, check Azure's service health.";
    };
  }
}
