package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.contract.ApiVersions;
import java.util.stream.Stream;

/**
 * The Databricks workspaces of a resource group. Azure has no Java library for them, so the client
 * of generic resources finds and reads them.
 */
final class Workspaces {
  private static final String API_VERSION =
      ApiVersions.of("azure-native:databricks:Workspace").version();

  private Workspaces() {}

  /**
   * Returns the workspaces with all their properties. A list of generic resources contains no
   * properties, so each workspace needs a request.
   *
   * @throws HttpResponseException if Azure refuses a request; also later, while the stream is read
   */
  static Stream<GenericResourceInner> in(
      String subscriptionId, String resourceGroup, ManagementClients clients) {
    return clients
        .resources(subscriptionId)
        .getResources()
        .listByResourceGroup(
            resourceGroup,
            "resourceType eq 'Microsoft.Databricks/workspaces'",
            null,
            null,
            Context.NONE)
        .stream()
        .map(listed -> clients.resource(listed.id(), API_VERSION));
  }
}
