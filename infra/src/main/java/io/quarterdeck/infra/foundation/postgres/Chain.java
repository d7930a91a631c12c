package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.resources.Resource;
import java.util.List;

/** Orders changes of the server: each depends on the previous one. */
final class Chain {
  private Chain() {}

  static List<Resource> last(List<Resource> created) {
    return created.isEmpty() ? List.of() : List.of(created.get(created.size() - 1));
  }
}
