package io.quarterdeck.local.network;

import io.quarterdeck.cli.doctor.CallerNetwork.Service;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.Optional;

/**
 * What Azure decides about connections from a network, evaluated from the stored resources.
 * Thread-safe.
 *
 * @param resources the resources of the subscription, read at each call
 */
public record NetworkDecisions(ArmResources resources) {
  private static final String PROVIDERS = "/providers/";

  /**
   * Returns why a network cannot connect to a service: a phrase without a full stop. Returns
   * nothing if it can.
   *
   * @param group the id of the stack's resource group
   * @param resource the resource of the service
   */
  public Optional<String> obstacle(
      ClientOrigin origin, String group, Service service, ArmResource resource) {
    return StackNetwork.of(resources, origin, group)
        .flatMap(
            network -> new Reachability(resources, origin, network).obstacle(service, resource));
  }

  /** Returns the resource of a service in a resource group. */
  public Optional<ArmResource> resource(String group, Service service) {
    return Reachability.resource(resources, group, service);
  }

  /**
   * Returns why the network rules of a storage account refuse a request from a network: a phrase
   * without a full stop. Returns nothing if they accept it.
   */
  public Optional<String> refusal(ClientOrigin origin, ArmResource account) {
    String group = account.id().substring(0, account.id().indexOf(PROVIDERS));
    return StackNetwork.of(resources, origin, group)
        .flatMap(network -> new Reachability(resources, origin, network).refusal(account));
  }
}
