package io.quarterdeck.infra.site;

import com.pulumi.azurenative.authorization.AuthorizationFunctions;
import io.quarterdeck.infra.settings.EnvironmentSettings;
import io.quarterdeck.infra.settings.InvalidSettings;
import java.util.List;

/**
 * The subscription and tenant that the provider is signed in to.
 *
 * @param subscriptionId where everything is created
 * @param tenantId whose Entra directory knows the identities
 */
public record SignedIn(String subscriptionId, String tenantId) {
  /** Asks the provider; blocks until it answers, as the names of all resources depend on it. */
  public static SignedIn ask() {
    var client = AuthorizationFunctions.getClientConfigPlain().join();
    return new SignedIn(client.subscriptionId(), client.tenantId());
  }

  /**
   * Refuses to touch a subscription that is not the stack's.
   *
   * @param stack the stack's name, for the command in the message
   * @throws InvalidSettings when the stack is pinned to another subscription
   */
  public void check(EnvironmentSettings environment, String stack) {
    environment
        .subscription()
        .filter(pinned -> !pinned.equalsIgnoreCase(subscriptionId))
        .ifPresent(
            pinned -> {
              throw new InvalidSettings(
                  stack,
                  List.of(
                      ("Cannot use the subscription %s: found it by the signed-in account;"
                              + " expected %s, to which the setting subscriptionId pins this"
                              + " stack. Run: pulumi config set azure-native:subscriptionId %s"
                              + " --stack %s")
                          .formatted(subscriptionId, pinned, pinned, stack)));
            });
  }
}
