package io.quarterdeck.azure.databricks.workspace;

import java.net.URI;
import java.util.function.Supplier;

/**
 * The URL and the credentials of a workspace.
 *
 * @param url the URL, without a path
 * @param token returns the current bearer token; called before each request, so that an expired
 *     token is replaced
 */
public record WorkspaceAddress(URI url, Supplier<String> token) {
  /** Does not contain the token. */
  @Override
  public String toString() {
    return url.toString();
  }
}
