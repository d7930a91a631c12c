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

  private WorkspaceFailure() {}

  static Failure of(String what, WorkspaceAddress address, DatabricksException thrown) {
    return Failure.causedBy(
        thrown, "Cannot %s at %s: %s; %s", what, address, found(thrown), advice(status(thrown)));
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

  private static String advice(int status) {
    return switch (status) {
      case 400 ->
          "expected a valid request. Fix what the message names. If it names nothing, report a defect.";
      case 401 ->
          "expected a valid token. Sign in again (az login, or the pipeline's service"
              + " connection), then run this again.";
      case 403 ->
          "expected the right to do that. Ask an administrator of the workspace for it, then run"
              + " this again.";
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
