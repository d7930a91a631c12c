package io.quarterdeck.loader.reject;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Receives rejects in the order of the file. Called by one thread at a time, but not always by the
 * same thread.
 */
public interface RejectSink {
  /** Stores a reject. Throws {@link io.quarterdeck.loader.failure.Failure} if that fails. */
  void accept(Reject reject);

  /** The path of the stored rejects, for messages. */
  default Optional<Path> location() {
    return Optional.empty();
  }
}
