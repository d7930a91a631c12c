package io.quarterdeck.local.blob;

import io.quarterdeck.local.http.Call;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The resource that a request is for.
 *
 * @param account the name of the account
 * @param container the name of the container; empty for the account itself
 * @param blob the name of the blob, encoded as in the request; empty for a container or the account
 * @param query the decoded parameters
 */
record BlobRequest(
    String account, Optional<String> container, Optional<String> blob, Map<String, String> query) {
  /** The path is not decoded, because the name of a blob may contain slashes and double slashes. */
  static BlobRequest of(Call call) {
    return of(call.target().toString().split("\\?", 2)[0], call.query());
  }

  /**
   * Returns the blob that a URL denotes; empty if the URL is not one of this service.
   *
   * @param endpoint the endpoint of the service
   */
  static Optional<BlobRequest> of(String url, URI endpoint) {
    return url.startsWith(endpoint + "/")
        ? Optional.of(of(url.substring(endpoint.toString().length()).split("\\?", 2)[0], Map.of()))
        : Optional.empty();
  }

  private static BlobRequest of(String path, Map<String, String> query) {
    String[] parts = path.split("/", 4);
    return new BlobRequest(part(parts, 1).orElse(""), part(parts, 2), part(parts, 3), query);
  }

  private static Optional<String> part(String[] parts, int index) {
    return index < parts.length && !parts[index].isEmpty()
        ? Optional.of(parts[index])
        : Optional.empty();
  }

  String parameter(String name) {
    return query.getOrDefault(name, "");
  }
}
