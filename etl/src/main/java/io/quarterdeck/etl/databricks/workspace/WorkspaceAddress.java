package io.quarterdeck.etl.databricks.workspace;

import java.net.URI;
import java.util.function.Supplier;

/**
 * Where a workspace is and how to sign in to it.
 *
 * @param url its URL, without a path
 * @param token gives the bearer token of now: asked before each call, so that one which runs out in
 *     the middle is replaced
 */
public record WorkspaceAddress(URI url, Supplier<String> token) {
  /** Never shows a token. */
  @Override
  public String toString() {
    return url.toString();
  }
}
