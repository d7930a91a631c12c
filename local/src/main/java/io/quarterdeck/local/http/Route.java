package io.quarterdeck.local.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A route of a service: a method, paths and the handler.
 *
 * @param method for example {@code GET}
 * @param pattern the paths
 * @param handler answers the call; receives the variable parts of the path, in order
 */
public record Route(String method, PathPattern pattern, Handler handler) {
  /** Answers the calls of one route. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Call call, List<String> variables) throws IOException;
  }

  /** Creates a route of Azure, for example {@code /secrets/{name}}. */
  public Route(String method, String segments, Handler handler) {
    this(method, PathPattern.segments(segments), handler);
  }

  Optional<List<String>> match(Call call) {
    return method.equals(call.method()) ? pattern.match(call) : Optional.empty();
  }
}
