package io.quarterdeck.local.arm.store;

/**
 * Whom the stand-in takes its caller for.
 *
 * @param subscriptionId the subscription that everything is in, a UUID
 * @param tenantId its Entra tenant, a UUID
 * @param objectId the caller's own id in it, a UUID
 * @param clientId the application that the caller signed in with, a UUID
 */
public record SignedInAs(String subscriptionId, String tenantId, String objectId, String clientId) {
  /** The account of a machine's local stack; ids that Azure gives to nobody. */
  public static final SignedInAs LOCAL =
      new SignedInAs(
          "00000000-0000-4000-8000-000000000001",
          "00000000-0000-4000-8000-000000000002",
          "00000000-0000-4000-8000-000000000003",
          "00000000-0000-4000-8000-000000000004");
}
