package io.quarterdeck.azure.management;

import com.azure.core.annotation.ExpectedResponses;
import com.azure.core.annotation.Get;
import com.azure.core.annotation.Host;
import com.azure.core.annotation.HostParam;
import com.azure.core.annotation.PathParam;
import com.azure.core.annotation.QueryParam;
import com.azure.core.annotation.ServiceInterface;
import com.azure.core.annotation.UnexpectedResponseExceptionType;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.rest.Response;
import com.azure.core.http.rest.RestProxy;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.fluent.AuthorizationManagementClient;
import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import com.azure.resourcemanager.authorization.models.PermissionGetResult;
import com.azure.resourcemanager.resources.fluentcore.arm.ResourceId;
import io.quarterdeck.contract.ApiVersions;
import java.util.List;

/**
 * The permissions of the signed-in account at a scope, one entry for each role that is assigned at
 * the scope or above it. The requests are "Permissions - List For Resource Group" and "Permissions
 * - List For Resource" of Azure's REST reference (/rest/api/authorization/permissions).
 */
public record CallerPermissions(ManagementClients clients) {
  private static final String API_VERSION =
      ApiVersions.of("Microsoft.Authorization/permissions").version();

  /**
   * The request at a subscription. {@code PermissionsClient} of the library only has the requests
   * at a resource group and at a resource in a group (Azure/azure-sdk-for-net issue 2521 reports
   * the same for .NET).
   */
  @Host("{$host}")
  @ServiceInterface(name = "SubscriptionPermissions")
  interface AtSubscription {
    @Get("/subscriptions/{subscriptionId}/providers/Microsoft.Authorization/permissions")
    @ExpectedResponses({200})
    @UnexpectedResponseExceptionType(ManagementException.class)
    Response<PermissionGetResult> list(
        @HostParam("$host") String endpoint,
        @PathParam("subscriptionId") String subscriptionId,
        @QueryParam("api-version") String apiVersion,
        Context context);
  }

  /**
   * Returns the permissions.
   *
   * @param scope the id of a subscription, of a resource group, or of a resource in a group that is
   *     not a child of another resource
   * @throws HttpResponseException if Azure refuses the request
   */
  public List<PermissionInner> at(String scope) {
    ResourceId id = ResourceId.fromString(scope);
    AuthorizationManagementClient client = clients.authorization(id.subscriptionId());
    if (id.resourceGroupName() == null) {
      return RestProxy.create(AtSubscription.class, client.getHttpPipeline())
          .list(clients.endpoint().toString(), id.subscriptionId(), API_VERSION, Context.NONE)
          .getValue()
          .value();
    }
    if (id.providerNamespace() == null) {
      return client.getPermissions().listByResourceGroup(id.resourceGroupName()).stream().toList();
    }
    return client
        .getPermissions()
        .listForResource(
            id.resourceGroupName(), id.providerNamespace(), "", id.resourceType(), id.name())
        .stream()
        .toList();
  }
}
