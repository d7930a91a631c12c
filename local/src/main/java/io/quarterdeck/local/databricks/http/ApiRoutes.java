package io.quarterdeck.local.databricks.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The supported routes. Other requests get {@code ENDPOINT_NOT_FOUND}. Add all routes before the
 * server starts.
 */
public final class ApiRoutes {
  /** Answers one call. */
  @FunctionalInterface
  public interface Handler {
    ApiResponse answer(ApiCall call) throws IOException;
  }

  record Found(Handler handler, String rest) {}

  private record Under(String method, String path, Handler handler) {}

  private final Map<String, Handler> exact = new HashMap<>();
  private final List<Under> under = new ArrayList<>();

  /** Adds a route with exactly this path. */
  public ApiRoutes at(String method, String path, Handler handler) {
    exact.put(method + " " + path, handler);
    return this;
  }

  /**
   * Adds a route for all paths with this prefix. The remainder of the path is the {@code rest} of
   * the call.
   */
  public ApiRoutes under(String method, String path, Handler handler) {
    under.add(new Under(method, path, handler));
    return this;
  }

  Optional<Found> find(String method, String path) {
    Handler handler = exact.get(method + " " + path);
    if (handler != null) {
      return Optional.of(new Found(handler, ""));
    }
    return under.stream()
        .filter(route -> route.method.equals(method) && path.startsWith(route.path))
        .map(route -> new Found(route.handler, path.substring(route.path.length())))
        .filter(found -> !found.rest.isEmpty())
        .findFirst();
  }
}
