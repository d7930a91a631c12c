package io.quarterdeck.infra.foundation.network;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import java.util.List;

/**
 * Creates the private endpoints and the DNS zones of one component.
 *
 * @param parent the component
 */
public record PrivateLink(ResourceContext context, Network.Outputs network, Resource parent) {
  /** Creates a zone, such as {@code privatelink.vaultcore.azure.net}. */
  public PrivateZone zone(String service, String domain) {
    return new PrivateZone(
        "dns-" + service,
        new PrivateZone.Args(context, domain, network.id(), network.clients()),
        options());
  }

  /**
   * Creates an endpoint.
   *
   * @param target the id of the service's resource
   * @param groupId the sub-resource of the service
   * @param after the resources that must exist before the endpoint
   */
  public Endpoint endpoint(
      String name, Output<String> target, String groupId, PrivateZone zone, List<Resource> after) {
    return new Endpoint(
        name,
        new Endpoint.Args(context, target, groupId, network.privateEndpointsSubnet(), zone, after),
        options());
  }

  private ComponentResourceOptions options() {
    return ComponentResourceOptions.builder().parent(parent).build();
  }
}
