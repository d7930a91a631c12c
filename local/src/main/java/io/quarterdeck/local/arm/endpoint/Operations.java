package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Asynchronous operations as in Resource Manager: the request returns 202 with {@code Location}. A
 * GET of that location returns 202 while the operation runs, and 200 with the result. The last
 * hundred operations are kept. Thread-safe.
 */
final class Operations {
  private static final int REMEMBERED = 100;
  private static final String RETRY_AFTER_SECONDS = "1";

  private final URI endpoint;
  private final Map<String, CompletableFuture<JsonObject>> byId =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(
                Map.Entry<String, CompletableFuture<JsonObject>> eldest) {
              return size() > REMEMBERED;
            }
          });

  Operations(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Starts an operation.
   *
   * @param path the path of results, without the id of the operation
   */
  Answer start(String path, String apiVersion, Supplier<JsonObject> work) {
    String id = UUID.randomUUID().toString();
    byId.put(id, CompletableFuture.supplyAsync(work));
    return later(path + "/" + id, apiVersion);
  }

  /** Returns the result of the operation with this id, if it exists. */
  Optional<Answer> result(String path, String id, String apiVersion) {
    return Optional.ofNullable(byId.get(id))
        .map(work -> work.isDone() ? Answer.json(work.join()) : later(path + "/" + id, apiVersion));
  }

  private Answer later(String path, String apiVersion) {
    return Answer.empty(202)
        .with("Location", endpoint + path + "?api-version=" + apiVersion)
        .with("Retry-After", RETRY_AFTER_SECONDS);
  }
}
