package io.quarterdeck.local.arm.endpoint;

/**
 * The subscription that the endpoint serves.
 *
 * @param subscriptionId a UUID
 * @param tenantId a UUID
 * @param displayName the display name of the subscription
 */
public record ArmAccount(String subscriptionId, String tenantId, String displayName) {
  /** Returns the resource id of the subscription. */
  public String id() {
    return "/subscriptions/" + subscriptionId;
  }
}
