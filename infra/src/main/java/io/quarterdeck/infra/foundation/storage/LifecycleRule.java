package io.quarterdeck.infra.foundation.storage;

/**
 * A rule of the lake's lifecycle policy.
 *
 * @param container the container whose blobs the rule applies to
 * @param days the number of days after the last modification of a blob until the rule applies to it
 */
public record LifecycleRule(String name, String container, Action action, int days) {
  enum Action {
    DELETE,
    TIER_TO_COOL
  }

  static LifecycleRule delete(String name, String container, int days) {
    return new LifecycleRule(name, container, Action.DELETE, days);
  }

  /** Returns a rule that moves blobs to the cool tier. */
  public static LifecycleRule cool(String name, String container, int days) {
    return new LifecycleRule(name, container, Action.TIER_TO_COOL, days);
  }
}
