package io.quarterdeck.cli.streaming;

import java.util.List;

/**
 * Sends generated events to the event hub of the local stack. {@link java.util.ServiceLoader} finds
 * the implementation.
 */
public interface SampleEvents {
  /**
   * Sends events.
   *
   * @param flags the {@link io.quarterdeck.contract.EmitFlag}s with their values
   * @return what was sent, as one line of JSON
   * @throws io.quarterdeck.loader.failure.Failure if the hub does not run or refuses an event
   */
  String emit(List<String> flags);
}
