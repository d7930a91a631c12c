package io.quarterdeck.infra.postgres;

import com.pulumi.resources.Resource;
import java.util.List;

/** Makes each change to the server wait for the one before. */
final class Chain {
  private Chain() {}

  static List<Resource> last(List<Resource> made) {
    return made.isEmpty() ? List.of() : List.of(made.get(made.size() - 1));
  }
}
