package io.quarterdeck.infra.foundation.storage;

import java.util.Optional;

/**
 * A container of the lake.
 *
 * @param rule the lifecycle rule of its blobs; empty if they have none
 */
public record LakeContainer(String name, Optional<LifecycleRule> rule) {
  /** Returns a container without a lifecycle rule. */
  static LakeContainer of(String name) {
    return new LakeContainer(name, Optional.empty());
  }

  /** Returns a container with a lifecycle rule. */
  public static LakeContainer of(String name, LifecycleRule rule) {
    return new LakeContainer(name, Optional.of(rule));
  }
}
