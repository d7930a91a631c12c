package io.quarterdeck.local.databricks.secrets;

import java.io.IOException;

/**
 * The secrets that runs read.
 *
 * @param scopes the scopes
 * @param acl decides who may read them
 */
public record ReadableSecrets(SecretScopes scopes, ScopeAcl acl) {
  /**
   * Returns the value of {@code {{secrets/SCOPE/NAME}}} for a run.
   *
   * @param user the user name of the identity of the run
   * @throws io.quarterdeck.local.http.ApiError if the scope or the secret does not exist, or the
   *     identity may not read it
   */
  public String value(String user, String scope, String name) throws IOException {
    acl.requireRead(user, scope);
    return scopes.value(scope, name);
  }
}
