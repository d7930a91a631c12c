package io.quarterdeck.azure.connection;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceExpandedInner;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.ApiVersions;
import java.util.Map;
import java.util.Optional;

/**
 * Signs in to a workspace as a Contributor or Owner of its Azure resource. Databricks adds such a
 * caller to the administrators of the workspace at the first request that names the resource
 * (Databricks, "Get Microsoft Entra ID tokens for service principals", the API access for service
 * principals that are not workspace users or admins).
 */
public final class WorkspaceSignIn {
  private static final String WORKSPACE = "Microsoft.Databricks/workspaces";
  private static final String RESOURCE = "X-Databricks-Azure-Workspace-Resource-Id";
  private static final String MANAGEMENT_TOKEN = "X-Databricks-Azure-SP-Management-Token";

  private WorkspaceSignIn() {}

  /**
   * Returns the address with these headers. Without them if the caller cannot read the resource: a
   * member of the workspace does not need them.
   */
  public static WorkspaceAddress of(ConnectedStack stack, WorkspaceAddress address) {
    return resource(stack)
        .map(id -> address.with(() -> headers(stack.access(), id)))
        .orElse(address);
  }

  private static Map<String, String> headers(AzureAccess access, String id) {
    return Map.of(
        RESOURCE,
        id,
        MANAGEMENT_TOKEN,
        access.token(Scopes.resourceManager(access.resourceManager())));
  }

  private static Optional<String> resource(ConnectedStack stack) {
    OutputValues outputs = stack.outputs();
    ManagementClients clients = new ManagementClients(stack.access());
    try {
      return clients
          .resources(outputs.subscriptionId())
          .getResources()
          .listByResourceGroup(
              outputs.resourceGroup(),
              "resourceType eq '" + WORKSPACE + "'",
              null,
              null,
              Context.NONE)
          .stream()
          .map(GenericResourceExpandedInner::id)
          .filter(id -> isWorkspace(clients, id, outputs.databricks().workspaceId()))
          .findFirst();
    } catch (HttpResponseException e) {
      if (e.getResponse() != null && e.getResponse().getStatusCode() == 403) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isWorkspace(ManagementClients clients, String id, String number) {
    GenericResourceInner workspace =
        clients.resource(id, ApiVersions.of("azure-native:databricks:Workspace").version());
    return JsonFields.of(workspace.properties())
        .text("workspaceId")
        .filter(number::equals)
        .isPresent();
  }
}
