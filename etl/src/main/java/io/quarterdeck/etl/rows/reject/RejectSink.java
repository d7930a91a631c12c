package io.quarterdeck.etl.rows.reject;

import java.nio.file.Path;
import java.util.Optional;

/** Where rejects go, in the file's order. Called by one thread at a time, not always the same. */
public interface RejectSink {
  /** Keeps a reject, or throws a {@link io.quarterdeck.etl.Failure} when it cannot. */
  void accept(Reject reject);

  /** Where the rejects can be read afterwards, for messages. */
  default Optional<Path> location() {
    return Optional.empty();
  }
}
