package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.http.ApiError;

/**
 * The rule of Microsoft.Compute for scale sets: encryption at host needs a feature of the
 * subscription. Code, text and status are quoted in public reports, for example in
 * hashicorp/terraform-provider-azurerm #17185 and Azure/azure-cli #16788. Source of the rule:
 * Microsoft Learn, "Use the Azure CLI to enable end-to-end encryption using encryption at host",
 * section "Prerequisites".
 *
 * @param features the features that the subscription is registered for
 */
record ScaleSetRules(Features features) {
  private static final String PROPERTY = "securityProfile.encryptionAtHost";

  /** Refuses a scale set with encryption at host while the feature is not registered. */
  void check(ArmRequest request) {
    String wanted = BodyValues.text(request.body(), "properties.virtualMachineProfile." + PROPERTY);
    if (wanted.equals("true") && !features.isRegistered(Features.ENCRYPTION_AT_HOST)) {
      throw ApiError.of(
          400,
          "InvalidParameter",
          "The property '%s' is not valid because the '%s' feature is not enabled for this subscription."
              .formatted(PROPERTY, Features.ENCRYPTION_AT_HOST));
    }
  }
}
