package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.management.AzureError;
import java.util.List;

/**
 * Checks that the subscription of a deployment exists. The account need not be allowed to read it.
 *
 * @param needs the checks of reachability and sign-in
 */
record SubscriptionCheck(List<String> needs, DeployTarget target) implements Check {
  static final String NAME = "subscription";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    String id = target.subscriptionId();
    try {
      target.readSubscription();
      return Finding.ok(id);
    } catch (HttpResponseException e) {
      // An account that has roles only on a resource group has no right to read the subscription.
      return AzureError.of(e).status() == 403
          ? Finding.ok(id)
          : Refused.finding(
              e,
              "Correct quarterdeck:subscriptionId or azure-native:subscriptionId of the stack, or"
                  + " sign in to the subscription's tenant: az login --tenant TENANT.");
    }
  }
}
