package io.quarterdeck.etl.databricks.workspace;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Failure;

/** Turns what the client throws into a failure that says what to do. */
final class WorkspaceFailure {
  private WorkspaceFailure() {}

  static Failure of(String what, WorkspaceAddress address, DatabricksException thrown) {
    int status = thrown instanceof DatabricksError error ? error.getStatusCode() : 0;
    return new Failure(
        "Cannot %s at %s: %s; %s".formatted(what, address, found(thrown, status), advice(status)),
        thrown);
  }

  /** What the workspace said, in one line, with its status and its error code. */
  static String found(DatabricksException thrown) {
    return found(thrown, thrown instanceof DatabricksError error ? error.getStatusCode() : 0);
  }

  private static String found(DatabricksException thrown, int status) {
    String said = Causes.of(thrown);
    if (thrown instanceof DatabricksError error && status > 0) {
      return said + " (HTTP " + status + ", " + error.getErrorCode() + ")";
    }
    return said;
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
