package io.quarterdeck.local.databricks.api;

/**
 * The workspace and its user.
 *
 * @param id the number of the workspace
 * @param userName the e-mail address of the owner of the token
 * @param callsPerSecond the maximum number of calls per second before 429
 */
public record WorkspaceIdentity(long id, String userName, int callsPerSecond) {
  /** Returns the workspace of a local stack. */
  public static WorkspaceIdentity local(long id) {
    return new WorkspaceIdentity(id, "quarterdeck@localhost", 100);
  }
}
