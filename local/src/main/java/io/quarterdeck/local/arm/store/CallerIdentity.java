package io.quarterdeck.local.arm.store;

import io.quarterdeck.local.entra.LocalTenant;

/**
 * The identity that the emulator assumes for its caller.
 *
 * @param subscriptionId the only subscription, a UUID
 * @param tenantId the Entra tenant, a UUID
 * @param objectId the object id of the caller, a UUID
 * @param clientId the application with which the caller signed in, a UUID
 */
public record CallerIdentity(
    String subscriptionId, String tenantId, String objectId, String clientId) {
  /** The owner of the local stack's subscription, with ids that Azure does not assign. */
  public static final CallerIdentity LOCAL =
      new CallerIdentity(
          "00000000-0000-4000-8000-000000000001",
          LocalTenant.ID,
          LocalTenant.OWNER_ID,
          "00000000-0000-4000-8000-000000000004");

  /**
   * The object id of the application AzureDatabricks in the tenant of a local stack. Each tenant of
   * Azure has a different id.
   */
  public static final String DATABRICKS_ID = LocalTenant.DATABRICKS_ID;
}
