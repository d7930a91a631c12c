package io.quarterdeck.local.databricks.wire;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is answered for; anything else is {@code ENDPOINT_NOT_FOUND}. Filled before it is used. */
public final class Routes {
  /** Answers one call. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Call call) throws IOException;
  }

  record Found(Handler handler, String rest) {}

  private record Under(String method, String path, Handler handler) {}

  private final Map<String, Handler> exact = new HashMap<>();
  private final List<Under> under = new ArrayList<>();

  /** A route of exactly this path. */
  public Routes at(String method, String path, Handler handler) {
    exact.put(method + " " + path, handler);
    return this;
  }

  /** A route of all that begins with this path; what follows is the call's rest. */
  public Routes under(String method, String path, Handler handler) {
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
