package io.quarterdeck.local.entra;

import java.util.List;

/** Finds the managed identities, which are resources of the subscription. Thread-safe. */
@FunctionalInterface
public interface ManagedIdentities {
  /** A tenant without managed identities. */
  ManagedIdentities NONE = List::of;

  /** Returns all managed identities, each with its resource id. */
  List<Application> all();
}
