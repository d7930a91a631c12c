package io.quarterdeck.local.arm.parts;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import java.util.Map;
import java.util.Set;

/**
 * Something real that stands behind resources of the environment {@code local}: a database behind a
 * database. Each call can come again after a process died in the middle of it, and then finds its
 * own work done; so each is idempotent. Calls come one at a time.
 */
public interface PartBehind {
  /** The types that it stands behind, {@code Microsoft.KeyVault/vaults}; compared exactly. */
  Set<String> types();

  /**
   * A resource is made.
   *
   * @param request the request's body holds secrets in the clear, as Azure gets them
   * @return what is added to the resource's body, merged into it: endpoints, mostly
   * @throws io.quarterdeck.local.arm.store.ArmRefusal when the part refuses it
   */
  Map<String, Object> created(ArmRequest request);

  /** A resource is changed, by a request that has all of it; returns what {@code created} does. */
  Map<String, Object> updated(ArmResource before, ArmRequest request);

  /**
   * Whether what is behind a resource that was made is there still. A part that does not answer
   * does not say that it is gone.
   */
  default boolean stands(ArmResource resource) {
    return true;
  }

  /**
   * What the part behind a resource says of its state where that may differ from what was asked
   * for; merged into the resource's body when Pulumi's engine reads it.
   */
  default Map<String, Object> shown(ArmResource resource) {
    return Map.of();
  }

  /** A resource is deleted, alone or with what it is in. */
  void deleted(ArmResource resource);
}
