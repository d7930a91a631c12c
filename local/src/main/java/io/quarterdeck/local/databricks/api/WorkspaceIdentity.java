package io.quarterdeck.local.databricks.api;

/**
 * The workspace.
 *
 * @param id the number of the workspace
 * @param callsPerSecond the maximum number of calls per second before 429
 */
public record WorkspaceIdentity(long id, int callsPerSecond) {
  /** The id of the emulated Databricks account. */
  public static final String ACCOUNT = "00000000-0000-4000-8000-0000000000dc";

  /** Returns the workspace of a local stack. */
  public static WorkspaceIdentity local(long id) {
    return new WorkspaceIdentity(id, 100);
  }
}
