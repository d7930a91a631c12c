package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.contract.ApiVersions;
import java.util.stream.Stream;

/**
 * The resources of a resource group, read with the client of generic resources. It serves types for
 * which Azure has no Java library (Databricks), or whose library we do not need for anything else
 * (networks).
 *
 * @param subscriptionId the subscription of the group
 * @param name the name of the group
 */
record GroupResources(String subscriptionId, String name, ManagementClients clients) {
  private static final String WORKSPACE = "Microsoft.Databricks/workspaces";
  private static final String NETWORK = "Microsoft.Network/virtualNetworks";
  private static final String GATEWAY = "Microsoft.Network/virtualNetworkGateways";
  private static final String RESOLVER_ENDPOINT = "Microsoft.Network/dnsResolvers/inboundEndpoints";
  private static final String ACCOUNT = "Microsoft.Storage/storageAccounts";

  /**
   * Returns the Databricks workspaces with all their properties.
   *
   * @throws HttpResponseException if Azure refuses a request; also later, while the stream is read
   */
  Stream<GenericResourceInner> workspaces() {
    return complete(WORKSPACE, "azure-native:databricks:Workspace");
  }

  /**
   * Returns the virtual networks with all their properties, which include the subnets.
   *
   * @throws HttpResponseException if Azure refuses a request; also later, while the stream is read
   */
  Stream<GenericResourceInner> networks() {
    return complete(NETWORK, "azure-native:network:VirtualNetwork");
  }

  /**
   * Returns the VPN gateways with all their properties.
   *
   * @throws HttpResponseException if Azure refuses a request; also later, while the stream is read
   */
  Stream<GenericResourceInner> gateways() {
    return complete(GATEWAY, "azure-native:network:VirtualNetworkGateway");
  }

  /**
   * Returns the endpoints of DNS servers with all their properties.
   *
   * @throws HttpResponseException if Azure refuses a request; also later, while the stream is read
   */
  Stream<GenericResourceInner> resolverEndpoints() {
    return complete(RESOLVER_ENDPOINT, "azure-native:dnsresolver:InboundEndpoint");
  }

  /**
   * Returns the storage accounts with their names and SKUs, and without properties.
   *
   * @throws HttpResponseException if Azure refuses a request; also later, while the stream is read
   */
  Stream<? extends GenericResourceInner> accounts() {
    return listed(ACCOUNT);
  }

  /** A list of generic resources contains no properties, so each resource needs a request. */
  private Stream<GenericResourceInner> complete(String type, String pulumiType) {
    String version = ApiVersions.of(pulumiType).version();
    return listed(type).map(each -> clients.resource(each.id(), version));
  }

  private Stream<? extends GenericResourceInner> listed(String type) {
    return clients
        .resources(subscriptionId)
        .getResources()
        .listByResourceGroup(name, "resourceType eq '" + type + "'", null, null, Context.NONE)
        .stream();
  }
}
