package io.quarterdeck.etl.databricks.workspace;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Failure;
import java.util.Optional;

/** Turns what the client throws into a failure that says what to do. */
final class WorkspaceFailure {
  /** The client's code, with a status of its own, for a call that was not answered at all. */
  private static final String NO_ANSWER = "IO_ERROR";

  private WorkspaceFailure() {}

  static Failure of(String what, WorkspaceAddress address, DatabricksException thrown) {
    return new Failure(
        "Cannot %s at %s: %s; %s".formatted(what, address, found(thrown), advice(status(thrown))),
        thrown);
  }

  /** What the workspace said, in one line, with its status and its error code. */
  static String found(DatabricksException thrown) {
    Optional<DatabricksError> error = error(thrown);
    int status = status(thrown);
    String said = Causes.of(error.<Throwable>map(each -> each).orElse(thrown));
    return status > 0 ? said + " (HTTP " + status + ", " + error.get().getErrorCode() + ")" : said;
  }

  /** Whether it was not answered, or was busy or broken: what may pass without our doing. */
  static boolean mayPass(DatabricksException thrown) {
    int status = status(thrown);
    return error(thrown).isPresent() && (status == 0 || status == 429 || status >= 500);
  }

  /** The answer's status; 0 when there was none. */
  private static int status(DatabricksException thrown) {
    return error(thrown)
        .filter(error -> !NO_ANSWER.equals(error.getErrorCode()))
        .map(DatabricksError::getStatusCode)
        .orElse(0);
  }

  /** The client wraps the last error of a call that it repeated in vain. */
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
          "expected a request that it takes. Mend what it names, or report it if it names nothing.";
      case 401 ->
          "expected a token that it takes. Sign in again (az login, or the pipeline's service"
              + " connection), then run this again.";
      case 403 ->
          "expected the right to do that. Ask an administrator of the workspace for it, then run"
              + " this again.";
      case 404 ->
          "expected it to be there. Check that the stack's workspace exists (./quarterdeck doctor)"
              + " and that nobody deleted this by hand; register again makes it anew.";
      case 429 ->
          "expected it to take the call after several tries. Others keep it busy: run this again"
              + " in some minutes.";
      case 0 ->
          "expected the workspace to answer. Check that it exists and can be reached from here"
              + " (./quarterdeck doctor), then run this again.";
      default ->
          "expected it to work. Run this again in some minutes; if that does not help, look at"
              + " Azure's service health.";
    };
  }
}
