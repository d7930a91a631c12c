package io.quarterdeck.azure.databricks.workspace;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The URL and the credentials of a workspace.
 *
 * @param url the URL, without a path
 * @param token returns the current bearer token; called before each request, so that an expired
 *     token is replaced
 * @param headers returns further headers; called before each request
 */
public record WorkspaceAddress(
    URI url, Supplier<String> token, Supplier<Map<String, String>> headers) {
  /** Creates an address without further headers. */
  public WorkspaceAddress(URI url, Supplier<String> token) {
    this(url, token, Map::of);
  }

  /** Returns the same address with these headers instead. */
  public WorkspaceAddress with(Supplier<Map<String, String>> others) {
    return new WorkspaceAddress(url, token, others);
  }

  /** Does not contain the token. */
  @Override
  public String toString() {
    return url.toString();
  }
}
