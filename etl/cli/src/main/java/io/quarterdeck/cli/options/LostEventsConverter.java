package io.quarterdeck.cli.options;

import io.quarterdeck.contract.LostEvents;

/** Parses what a job does if events were lost. */
public final class LostEventsConverter extends NameConverter<LostEvents> {
  public LostEventsConverter() {
    super(LostEvents.values(), LostEvents::text);
  }
}
