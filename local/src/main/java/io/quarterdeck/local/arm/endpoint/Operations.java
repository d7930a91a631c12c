package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonObject;
import io.quarterdeck.local.standin.http.Answer;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Requests that take their time, as Resource Manager answers them: 202 with {@code Location}, where
 * 202 means not yet and 200 has the result. The latest hundred are remembered. Thread-safe.
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
   * Starts one.
   *
   * @param path where results are asked for, without the operation's id
   */
  Answer start(String path, String apiVersion, Supplier<JsonObject> work) {
    String id = UUID.randomUUID().toString();
    byId.put(id, CompletableFuture.supplyAsync(work));
    return later(path + "/" + id, apiVersion);
  }

  /** The result of the operation with the id, if there is one. */
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
