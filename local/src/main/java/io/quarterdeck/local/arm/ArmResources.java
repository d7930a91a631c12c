package io.quarterdeck.local.arm;

import java.util.List;
import java.util.Optional;

/** The resources of the local subscription, read. Thread-safe. */
public interface ArmResources {
  /** The resource of this id, compared without regard to case. */
  Optional<ArmResource> find(String id);

  /** Every resource, in the order of their ids. */
  List<ArmResource> list();
}
