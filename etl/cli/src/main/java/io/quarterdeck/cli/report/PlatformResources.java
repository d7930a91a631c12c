package io.quarterdeck.cli.report;

import com.azure.core.exception.HttpResponseException;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.access.TokenClaims;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.cli.report.PlatformData.Portal;
import io.quarterdeck.cli.report.PlatformData.Resource;
import io.quarterdeck.cli.report.PlatformData.Resources;
import io.quarterdeck.loader.failure.Causes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lists the resources of a stack's resource group with Resource Manager ("Resources - List By
 * Resource Group"). If this is not possible, for example because the caller has no role there, it
 * returns those that the stack outputs name.
 */
final class PlatformResources {
  private PlatformResources() {}

  static Resources of(ConnectedStack stack) {
    OutputValues outputs = stack.outputs();
    List<Resource> resources = new ArrayList<>();
    Optional<String> unlisted = Optional.empty();
    Portal portal = new Portal.None();
    try {
      new ManagementClients(stack.access())
          .resources(outputs.subscriptionId())
          .getResources()
          .listByResourceGroup(outputs.resourceGroup())
          .forEach(
              each ->
                  resources.add(
                      new Resource(each.name(), each.type(), each.location(), each.id())));
      portal = portal(stack.access());
    } catch (HttpResponseException e) {
      unlisted = Optional.of(AzureError.of(e).text());
    } catch (RuntimeException e) {
      // Without a response, or without a sign-in, the client throws various exceptions.
      unlisted = Optional.of(Causes.of(e));
    }
    if (unlisted.isPresent()) {
      resources.clear();
      resources.addAll(ofOutputs(outputs));
    }
    resources.sort(Comparator.comparing(Resource::type).thenComparing(Resource::name));
    return new Resources(resources, unlisted, portal);
  }

  private static Portal portal(AzureAccess access) {
    if (!access.resourceManager().equals(AzureAccess.PUBLIC_CLOUD)) {
      return new Portal.None();
    }
    String token = access.token(Scopes.resourceManager(access.resourceManager()));
    return new Portal.Public(TokenClaims.read(token).flatMap(TokenClaims::tenantId));
  }

  private static List<Resource> ofOutputs(OutputValues outputs) {
    List<String> ids = new ArrayList<>();
    ids.add(outputs.storageAccountId());
    ids.add(outputs.keyVault().id());
    ids.add(outputs.databricks().accessConnectorId());
    ids.add(outputs.jobIdentity().id());
    ids.add(outputs.logAnalyticsWorkspaceId());
    outputs
        .lakehouse()
        .ifPresent(
            lakehouse -> {
              ids.add(lakehouse.factoryId());
              ids.add(lakehouse.synapseId());
            });
    outputs.streaming().ifPresent(streaming -> ids.add(streaming.factoryId()));
    return ids.stream().map(id -> resource(id, outputs.location())).toList();
  }

  /** An id ends with {@code /providers/NAMESPACE/TYPE/NAME}. */
  private static Resource resource(String id, String location) {
    String[] parts = id.split("/", -1);
    int last = parts.length - 1;
    return new Resource(parts[last], parts[last - 2] + "/" + parts[last - 1], location, id);
  }
}
