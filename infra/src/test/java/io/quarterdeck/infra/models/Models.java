package io.quarterdeck.infra.models;

import com.azure.json.JsonSerializable;
import com.azure.resourcemanager.authorization.implementation.RoleAssignmentsClientImpl;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.datafactory.fluent.models.FactoryInner;
import com.azure.resourcemanager.datafactory.fluent.models.IntegrationRuntimeResourceInner;
import com.azure.resourcemanager.datafactory.fluent.models.ManagedPrivateEndpointResourceInner;
import com.azure.resourcemanager.datafactory.implementation.DataFactoryManagementClientImpl;
import com.azure.resourcemanager.loganalytics.fluent.models.WorkspaceInner;
import com.azure.resourcemanager.loganalytics.implementation.WorkspacesClientImpl;
import com.azure.resourcemanager.monitor.fluent.models.DiagnosticSettingsResourceInner;
import com.azure.resourcemanager.monitor.fluent.models.MetricAlertResourceInner;
import com.azure.resourcemanager.monitor.implementation.DiagnosticSettingsOperationsClientImpl;
import com.azure.resourcemanager.monitor.implementation.MetricAlertsClientImpl;
import com.azure.resourcemanager.msi.fluent.models.FederatedIdentityCredentialInner;
import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import com.azure.resourcemanager.msi.implementation.ManagedServiceIdentityClientImpl;
import com.azure.resourcemanager.network.fluent.models.FlowLogInner;
import com.azure.resourcemanager.network.fluent.models.NatGatewayInner;
import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.NetworkWatcherInner;
import com.azure.resourcemanager.network.fluent.models.PrivateDnsZoneGroupInner;
import com.azure.resourcemanager.network.fluent.models.PrivateEndpointInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkGatewayInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.network.implementation.FlowLogsClientImpl;
import com.azure.resourcemanager.network.implementation.NatGatewaysClientImpl;
import com.azure.resourcemanager.network.implementation.NetworkSecurityGroupsClientImpl;
import com.azure.resourcemanager.network.implementation.NetworkWatchersClientImpl;
import com.azure.resourcemanager.network.implementation.PrivateDnsZoneGroupsClientImpl;
import com.azure.resourcemanager.network.implementation.PrivateEndpointsClientImpl;
import com.azure.resourcemanager.network.implementation.PublicIpAddressesClientImpl;
import com.azure.resourcemanager.network.implementation.SubnetsClientImpl;
import com.azure.resourcemanager.network.implementation.VirtualNetworkGatewaysClientImpl;
import com.azure.resourcemanager.network.implementation.VirtualNetworksClientImpl;
import com.azure.resourcemanager.privatedns.fluent.models.PrivateZoneInner;
import com.azure.resourcemanager.privatedns.fluent.models.VirtualNetworkLinkInner;
import com.azure.resourcemanager.privatedns.implementation.PrivateDnsManagementClientImpl;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import com.azure.resourcemanager.resources.implementation.ResourceManagementClientImpl;
import com.azure.resourcemanager.storage.fluent.models.BlobContainerInner;
import com.azure.resourcemanager.storage.fluent.models.BlobServicePropertiesInner;
import com.azure.resourcemanager.storage.fluent.models.ManagementPolicyInner;
import com.azure.resourcemanager.storage.implementation.StorageManagementClientImpl;
import com.azure.resourcemanager.storage.models.StorageAccountCreateParameters;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Maps resource types to Microsoft's models of their requests. If a Java library has our API
 * version, the model is its class. Otherwise the model is the definition from a Python package.
 */
final class Models {
  private static final Map<String, RequestModel> BY_TOKEN = new HashMap<>(PublishedRequest.all());

  static {
    java("resources:ResourceGroup", ResourceGroupInner.class, ResourceManagementClientImpl.class);
    BY_TOKEN.put("resources:Deployment", new DeploymentModel());
    network();
    storage();
    dataFactory();
    java(
        "managedidentity:UserAssignedIdentity",
        IdentityInner.class,
        ManagedServiceIdentityClientImpl.class);
    java(
        "managedidentity:FederatedIdentityCredential",
        FederatedIdentityCredentialInner.class,
        ManagedServiceIdentityClientImpl.class);
    java(
        "authorization:RoleAssignment",
        RoleAssignmentCreateParameters.class,
        RoleAssignmentsClientImpl.class);
    java("operationalinsights:Workspace", WorkspaceInner.class, WorkspacesClientImpl.class);
    java(
        "monitor:DiagnosticSetting",
        DiagnosticSettingsResourceInner.class,
        DiagnosticSettingsOperationsClientImpl.class);
    java("monitor:MetricAlert", MetricAlertResourceInner.class, MetricAlertsClientImpl.class);
  }

  private Models() {}

  private static void network() {
    java("network:VirtualNetwork", VirtualNetworkInner.class, VirtualNetworksClientImpl.class);
    java("network:Subnet", SubnetInner.class, SubnetsClientImpl.class);
    java(
        "network:NetworkSecurityGroup",
        NetworkSecurityGroupInner.class,
        NetworkSecurityGroupsClientImpl.class);
    java("network:NatGateway", NatGatewayInner.class, NatGatewaysClientImpl.class);
    java("network:PublicIPAddress", PublicIpAddressInner.class, PublicIpAddressesClientImpl.class);
    java(
        "network:VirtualNetworkGateway",
        VirtualNetworkGatewayInner.class,
        VirtualNetworkGatewaysClientImpl.class);
    java("network:NetworkWatcher", NetworkWatcherInner.class, NetworkWatchersClientImpl.class);
    java("network:FlowLog", FlowLogInner.class, FlowLogsClientImpl.class);
    java("network:PrivateEndpoint", PrivateEndpointInner.class, PrivateEndpointsClientImpl.class);
    java(
        "network:PrivateDnsZoneGroup",
        PrivateDnsZoneGroupInner.class,
        PrivateDnsZoneGroupsClientImpl.class);
    java("privatedns:PrivateZone", PrivateZoneInner.class, PrivateDnsManagementClientImpl.class);
    java(
        "privatedns:VirtualNetworkLink",
        VirtualNetworkLinkInner.class,
        PrivateDnsManagementClientImpl.class);
  }

  private static void storage() {
    Class<?> client = StorageManagementClientImpl.class;
    java("storage:StorageAccount", StorageAccountCreateParameters.class, client);
    java("storage:BlobServiceProperties", BlobServicePropertiesInner.class, client);
    java("storage:BlobContainer", BlobContainerInner.class, client);
    java("storage:ManagementPolicy", ManagementPolicyInner.class, client);
  }

  private static void dataFactory() {
    Class<?> client = DataFactoryManagementClientImpl.class;
    java("datafactory:Factory", FactoryInner.class, client);
    java("datafactory:IntegrationRuntime", IntegrationRuntimeResourceInner.class, client);
    java("datafactory:ManagedPrivateEndpoint", ManagedPrivateEndpointResourceInner.class, client);
  }

  private static void java(
      String token, Class<? extends JsonSerializable<?>> body, Class<?> client) {
    BY_TOKEN.put(token, new JavaModel(body, client));
  }

  /** Returns all models, by the type's token without {@code azure-native:}. */
  static Map<String, RequestModel> all() {
    return Collections.unmodifiableMap(BY_TOKEN);
  }

  /** Returns the model of a type's request. */
  static RequestModel of(String token) {
    return Optional.ofNullable(BY_TOKEN.get(token))
        .orElseThrow(() -> new AssertionError("No model describes the requests of " + token));
  }
}
