package io.quarterdeck.local.arm;

import java.util.List;
import java.util.Optional;

/** Read access to the resources of the local subscription. Thread-safe. */
public interface ArmResources {
  /** Returns the resource with this id, compared case-insensitively. */
  Optional<ArmResource> find(String id);

  /** Returns all resources, ordered by id. */
  List<ArmResource> list();
}
