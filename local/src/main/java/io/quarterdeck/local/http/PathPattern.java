package io.quarterdeck.local.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The paths of a route. */
@FunctionalInterface
public interface PathPattern {
  /** Returns the variable parts of the path, if the path matches. */
  Optional<List<String>> match(Call call);

  /**
   * Matches segments as Azure does. A segment in braces matches any text, which is a variable part.
   * Other segments are compared case-insensitively.
   *
   * @param pattern for example {@code /secrets/{name}}
   */
  static PathPattern segments(String pattern) {
    List<String> expected = Arrays.asList(pattern.substring(1).split("/"));
    return call -> {
      if (expected.size() != call.path().size()) {
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
    };
  }

  /** Matches exactly this path. */
  static PathPattern exact(String path) {
    return call -> path.equals(call.target().getPath()) ? Optional.of(List.of()) : Optional.empty();
  }

  /** Matches the paths that are longer than this prefix. The remainder is the variable part. */
  static PathPattern under(String prefix) {
    return call ->
        Optional.ofNullable(call.target().getPath())
            .filter(path -> path.startsWith(prefix) && path.length() > prefix.length())
            .map(path -> List.of(path.substring(prefix.length())));
  }
}
