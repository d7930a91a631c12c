package io.quarterdeck.local.arm.endpoint;

/**
 * Whose subscription the endpoint answers for.
 *
 * @param subscriptionId a UUID
 * @param tenantId a UUID
 * @param displayName the subscription's name for people
 */
public record ArmAccount(String subscriptionId, String tenantId, String displayName) {
  /** The subscription's resource id. */
  public String id() {
    return "/subscriptions/" + subscriptionId;
  }
}
