package io.quarterdeck.infra.foundation.context;

import com.pulumi.azurenative.authorization.AuthorizationFunctions;
import io.quarterdeck.infra.foundation.naming.ResourceNames;
import io.quarterdeck.infra.settings.EnvironmentSettings;
import io.quarterdeck.infra.settings.InvalidSettings;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;

/**
 * The subscription and tenant that the provider is signed in to.
 *
 * @param subscriptionId the subscription in which all resources are created
 * @param tenantId the Entra tenant of the identities
 */
public record SignedIn(String subscriptionId, String tenantId) {
  /**
   * Asks the provider. Blocks until it answers, because the names of all resources depend on the
   * answer.
   */
  public static SignedIn ask() {
    var client = AuthorizationFunctions.getClientConfigPlain().join();
    return new SignedIn(client.subscriptionId(), client.tenantId());
  }

  /**
   * Checks the settings that depend on the subscription: it is the one to which the stack is
   * pinned, and the other networks do not include the platform's own network.
   *
   * @param stack the stack's name, used in the command that the message shows
   * @throws InvalidSettings if a setting does not fit the subscription
   */
  public void check(Settings settings, String stack) {
    EnvironmentSettings environment = settings.environment();
    ResourceNames names = ResourceNames.of(environment, subscriptionId);
    settings
        .network()
        .clients()
        .checkOthers(
            "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/virtualNetworks/%s"
                .formatted(subscriptionId, names.of("rg"), names.of("vnet")),
            stack);
    environment
        .subscription()
        .filter(pinned -> !pinned.equalsIgnoreCase(subscriptionId))
        .ifPresent(
            pinned -> {
              throw new InvalidSettings(
                  stack,
                  List.of(
                      ("Cannot use the subscription %s: found it as the subscription of the signed-in account;"
                              + " expected %s, to which the setting subscriptionId pins this"
                              + " stack. Run: pulumi config set azure-native:subscriptionId %s"
                              + " --stack %s")
                          .formatted(subscriptionId, pinned, pinned, stack)));
            });
  }
}
