package io.quarterdeck.local.databricks.user;

/**
 * Who and where we are.
 *
 * @param id the workspace's number
 * @param userName whom the token belongs to: an e-mail address
 * @param callsPerSecond how many calls are answered in a second before 429
 */
public record Workspace(long id, String userName, int callsPerSecond) {
  /** The workspace of a local stack. */
  public static Workspace local(long id) {
    return new Workspace(id, "quarterdeck@localhost", 100);
  }
}
