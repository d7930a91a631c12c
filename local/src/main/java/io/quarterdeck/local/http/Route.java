package io.quarterdeck.local.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A method and a path of a service.
 *
 * @param method for example {@code GET}
 * @param pattern for example {@code /secrets/{name}}: a segment in braces matches any text; other
 *     segments are compared case-insensitively, as in Azure
 * @param handler answers the call; gets the segments in braces, in order
 */
public record Route(String method, String pattern, Handler handler) {
  /** Answers the calls of one route. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Call call, List<String> segments);
  }

  Optional<List<String>> match(Call call) {
    List<String> expected = Arrays.asList(pattern.substring(1).split("/"));
    if (!method.equals(call.method()) || expected.size() != call.path().size()) {
      return Optional.empty();
    }
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      String found = call.path().get(i);
      if (expected.get(i).startsWith("{")) {
        taken.add(found);
      } else if (!expected.get(i).equalsIgnoreCase(found)) {
        return Optional.empty();
      }
    }
    return Optional.of(taken);
  }
}
