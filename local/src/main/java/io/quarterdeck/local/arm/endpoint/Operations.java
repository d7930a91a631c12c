package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Asynchronous operations as in Resource Manager: the request returns 202 with {@code Location}. A
 * GET of that location returns 202 while the operation runs, and 200 with the result. The response
 * to some requests also contains {@code Azure-AsyncOperation}: a GET of that URL returns 200 with
 * the status of the operation. The last hundred operations are kept. Thread-safe.
 */
final class Operations {
  private static final int REMEMBERED = 100;
  private static final String RETRY_AFTER_SECONDS = "1";

  private record Operation(Instant began, CompletableFuture<JsonObject> work) {
    static Operation of(Supplier<JsonObject> work) {
      return new Operation(
          Instant.now().truncatedTo(ChronoUnit.MILLIS), CompletableFuture.supplyAsync(work));
    }

    /** Returns the error of a failed operation. */
    Optional<ApiError> error() {
      return Optional.ofNullable(
          work.handle((done, failed) -> failed == null ? null : error(failed)).join());
    }

    private static ApiError error(Throwable failed) {
      Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
      return cause instanceof ApiError refused
          ? refused
          : ApiError.of(500, "InternalServerError", String.valueOf(cause));
    }
  }

  private final URI endpoint;
  private final Map<String, Operation> byId =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Operation> eldest) {
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
    return later(path + "/" + add(work), apiVersion);
  }

  /**
   * Starts an operation whose status can be read. It has no result.
   *
   * @param location the path of the region
   */
  Answer startTracked(String location, String apiVersion, Runnable work) {
    String id =
        add(
            () -> {
              work.run();
              return new JsonObject();
            });
    return later(location + "/operationResults/" + id, apiVersion)
        .with("Azure-AsyncOperation", url(location + "/azureAsyncOperation/" + id, apiVersion));
  }

  /**
   * Adds the headers of an operation that is complete to the answer of its request.
   *
   * @param status the path of its status, without its id
   * @param results the path of its result, without its id
   * @param result the result
   */
  Answer complete(
      Answer answer, String status, String results, String apiVersion, JsonObject result) {
    String id = add(() -> result);
    return answer
        .with("Azure-AsyncOperation", url(status + "/" + id, apiVersion))
        .with("Location", url(results + "/" + id, apiVersion))
        .with("Retry-After", RETRY_AFTER_SECONDS);
  }

  private String add(Supplier<JsonObject> work) {
    String id = UUID.randomUUID().toString();
    byId.put(id, Operation.of(work));
    return id;
  }

  /** Returns the result of the operation with this id, if it exists. */
  Optional<Answer> result(String path, String id, String apiVersion) {
    return Optional.ofNullable(byId.get(id))
        .map(
            operation ->
                operation.work().isDone()
                    ? Answer.json(operation.work().join())
                    : later(path + "/" + id, apiVersion));
  }

  /**
   * Returns the result of a tracked operation, if it exists.
   *
   * @throws ApiError the error of the operation, if it failed
   */
  Optional<Answer> trackedResult(String location, String id, String apiVersion) {
    Optional<Operation> found = Optional.ofNullable(byId.get(id));
    if (found.filter(operation -> operation.work().isDone()).isEmpty()) {
      return found.map(operation -> later(location + "/operationResults/" + id, apiVersion));
    }
    found
        .flatMap(Operation::error)
        .ifPresent(
            error -> {
              throw error;
            });
    return Optional.of(Answer.empty(200));
  }

  /** Returns the status of a tracked operation, if it exists. */
  Optional<Answer> status(String id) {
    return Optional.ofNullable(byId.get(id)).map(operation -> Answer.json(status(id, operation)));
  }

  private static JsonObject status(String id, Operation operation) {
    JsonObject json = new JsonObject();
    json.addProperty("name", id);
    json.addProperty("startTime", operation.began().toString());
    if (!operation.work().isDone()) {
      json.addProperty("status", "InProgress");
      return json;
    }
    Optional<ApiError> failed = operation.error();
    json.addProperty("status", failed.isPresent() ? "Failed" : "Succeeded");
    failed.ifPresent(
        error -> {
          JsonObject body = new JsonObject();
          body.addProperty("code", error.code());
          body.addProperty("message", error.getMessage());
          json.add("error", body);
        });
    return json;
  }

  private Answer later(String path, String apiVersion) {
    return Answer.empty(202)
        .with("Location", url(path, apiVersion))
        .with("Retry-After", RETRY_AFTER_SECONDS);
  }

  private String url(String path, String apiVersion) {
    return endpoint + path + "?api-version=" + apiVersion;
  }
}
