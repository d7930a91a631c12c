package io.quarterdeck.azure.databricks.workspace;

/**
 * A right that a call needs. If the workspace refuses the call, the message names it.
 *
 * @param right the right, continuing "expected", as in {@code CREATE EXTERNAL LOCATION on the
 *     metastore}
 * @param grantor who can grant it, as in {@code An account administrator}
 * @param command the command that grants it
 */
public record WorkspaceRight(String right, String grantor, String command) {
  /** Returns the advice for a refused call. */
  String advice() {
    return "expected "
        + right
        + ". "
        + grantor
        + " can grant it: "
        + command
        + ". Then run this again.";
  }
}
