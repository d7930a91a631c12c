package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.management.SubscriptionFeature;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks that the subscription is registered for encryption at host, which the machines of the
 * agents use. Otherwise Azure refuses their scale set after it has created other resources.
 *
 * @param needs the checks that must succeed before this one
 * @param subscriptionId the id of the subscription
 */
record FeatureCheck(List<String> needs, Supplier<String> subscriptionId, ManagementClients clients)
    implements Check {
  private static final SubscriptionFeature FEATURE = SubscriptionFeature.ENCRYPTION_AT_HOST;
  private static final String REGISTERED = "Registered";

  @Override
  public String name() {
    return "encryption at host";
  }

  @Override
  public Finding look() {
    String state;
    try {
      state = FEATURE.state(subscriptionId.get(), clients).orElse("no state");
    } catch (HttpResponseException e) {
      return Finding.warning(
          "its feature cannot be read: " + AzureError.of(e).text(),
          "Ask for the role Reader on the subscription, or ask someone who has it to run this.");
    }
    return state.equals(REGISTERED)
        ? Finding.ok("the subscription is registered for it")
        : Finding.failed(
            "Cannot deploy agents scaleSet: the feature %s/%s is in the state %s; expected %s"
                .formatted(FEATURE.namespace(), FEATURE.feature(), state, REGISTERED),
            "Run setup/subscription again, or register the feature, which takes some minutes: az"
                + " feature register --namespace %s --name %s."
                    .formatted(FEATURE.namespace(), FEATURE.feature()));
  }
}
