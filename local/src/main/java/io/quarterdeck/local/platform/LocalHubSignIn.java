package io.quarterdeck.local.platform;

import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.databricks.task.EventHubSignIn;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.eventhubs.LocalEventHubs;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a task the connection string of the event hub if the identity of the access connector may
 * receive events. On Azure, the task would get a token of this identity, which the local broker
 * does not accept.
 *
 * @param resources the resources of the subscription
 * @param roles the role assignments
 * @param eventHubs the broker
 */
record LocalHubSignIn(ArmResources resources, Authorization roles, LocalEventHubs eventHubs)
    implements EventHubSignIn {
  private static final String HUBS = "Microsoft.EventHub/namespaces/eventhubs";

  /** The data action of the role Azure Event Hubs Data Receiver. */
  private static final String RECEIVE = "Microsoft.EventHub/namespaces/messages/receive/action";

  @Override
  public Map<String, String> variables(String identityId) {
    Optional<LocalEventHub> hub = eventHubs.hub();
    return hub.isPresent() && mayReceive(identityId)
        ? Map.of(EnvironmentVariables.EVENT_HUB_CONNECTION, hub.get().connectionString())
        : Map.of();
  }

  private boolean mayReceive(String identityId) {
    Optional<EntraPrincipal> identity = resources.find(identityId).map(LocalHubSignIn::principal);
    return identity.isPresent()
        && resources.list().stream()
            .filter(resource -> resource.type().equalsIgnoreCase(HUBS))
            .anyMatch(
                resource ->
                    roles.allows(identity.get(), AccessRequest.dataAction(RECEIVE, resource.id())));
  }

  private static EntraPrincipal principal(ArmResource identity) {
    var properties = identity.body().getAsJsonObject("properties");
    return new EntraPrincipal(
        properties.get("principalId").getAsString(),
        Optional.of(properties.get("clientId").getAsString()),
        identity.id(),
        EntraPrincipal.Kind.SERVICE_PRINCIPAL,
        Set.of());
  }
}
