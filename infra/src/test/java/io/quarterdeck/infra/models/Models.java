package io.quarterdeck.infra.models;

import com.azure.json.JsonSerializable;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.keyvault.models.SecretCreateOrUpdateParameters;
import com.azure.resourcemanager.keyvault.models.VaultCreateOrUpdateParameters;
import com.azure.resourcemanager.monitor.fluent.models.ActionGroupResourceInner;
import com.azure.resourcemanager.monitor.fluent.models.DiagnosticSettingsResourceInner;
import com.azure.resourcemanager.monitor.fluent.models.MetricAlertResourceInner;
import com.azure.resourcemanager.msi.fluent.models.FederatedIdentityCredentialInner;
import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import com.azure.resourcemanager.network.fluent.models.FlowLogInner;
import com.azure.resourcemanager.network.fluent.models.NatGatewayInner;
import com.azure.resourcemanager.network.fluent.models.NetworkSecurityGroupInner;
import com.azure.resourcemanager.network.fluent.models.NetworkWatcherInner;
import com.azure.resourcemanager.network.fluent.models.PrivateDnsZoneGroupInner;
import com.azure.resourcemanager.network.fluent.models.PrivateEndpointInner;
import com.azure.resourcemanager.network.fluent.models.PublicIpAddressInner;
import com.azure.resourcemanager.network.fluent.models.SubnetInner;
import com.azure.resourcemanager.network.fluent.models.VirtualNetworkInner;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.ConfigurationInner;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.DatabaseInner;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.FirewallRuleInner;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.ServerInner;
import com.azure.resourcemanager.postgresqlflexibleserver.models.ActiveDirectoryAdministratorAdd;
import com.azure.resourcemanager.privatedns.fluent.models.PrivateZoneInner;
import com.azure.resourcemanager.privatedns.fluent.models.VirtualNetworkLinkInner;
import com.azure.resourcemanager.resources.fluent.models.ManagementLockObjectInner;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import com.azure.resourcemanager.storage.fluent.models.BlobContainerInner;
import com.azure.resourcemanager.storage.fluent.models.BlobServicePropertiesInner;
import com.azure.resourcemanager.storage.fluent.models.ManagementPolicyInner;
import com.azure.resourcemanager.storage.models.StorageAccountCreateParameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Maps resource types to Microsoft's models of their requests. */
final class Models {
  private static final Map<String, Class<? extends JsonSerializable<?>>> BY_TOKEN = new HashMap<>();

  static {
    BY_TOKEN.put("resources:ResourceGroup", ResourceGroupInner.class);
    BY_TOKEN.put("network:VirtualNetwork", VirtualNetworkInner.class);
    BY_TOKEN.put("network:Subnet", SubnetInner.class);
    BY_TOKEN.put("network:NetworkSecurityGroup", NetworkSecurityGroupInner.class);
    BY_TOKEN.put("network:NatGateway", NatGatewayInner.class);
    BY_TOKEN.put("network:PublicIPAddress", PublicIpAddressInner.class);
    BY_TOKEN.put("network:NetworkWatcher", NetworkWatcherInner.class);
    BY_TOKEN.put("network:FlowLog", FlowLogInner.class);
    BY_TOKEN.put("network:PrivateEndpoint", PrivateEndpointInner.class);
    BY_TOKEN.put("network:PrivateDnsZoneGroup", PrivateDnsZoneGroupInner.class);
    BY_TOKEN.put("network:PrivateZone", PrivateZoneInner.class);
    BY_TOKEN.put("network:VirtualNetworkLink", VirtualNetworkLinkInner.class);
    BY_TOKEN.put("storage:StorageAccount", StorageAccountCreateParameters.class);
    BY_TOKEN.put("storage:BlobServiceProperties", BlobServicePropertiesInner.class);
    BY_TOKEN.put("storage:BlobContainer", BlobContainerInner.class);
    BY_TOKEN.put("storage:ManagementPolicy", ManagementPolicyInner.class);
    BY_TOKEN.put("keyvault:Vault", VaultCreateOrUpdateParameters.class);
    BY_TOKEN.put("keyvault:Secret", SecretCreateOrUpdateParameters.class);
    BY_TOKEN.put("dbforpostgresql:Server", ServerInner.class);
    BY_TOKEN.put("dbforpostgresql:Administrator", ActiveDirectoryAdministratorAdd.class);
    BY_TOKEN.put("dbforpostgresql:Configuration", ConfigurationInner.class);
    BY_TOKEN.put("dbforpostgresql:Database", DatabaseInner.class);
    BY_TOKEN.put("dbforpostgresql:FirewallRule", FirewallRuleInner.class);
    BY_TOKEN.put("managedidentity:UserAssignedIdentity", IdentityInner.class);
    BY_TOKEN.put(
        "managedidentity:FederatedIdentityCredential", FederatedIdentityCredentialInner.class);
    BY_TOKEN.put("authorization:RoleAssignment", RoleAssignmentCreateParameters.class);
    BY_TOKEN.put("authorization:ManagementLockByScope", ManagementLockObjectInner.class);
    BY_TOKEN.put(
        "operationalinsights:Workspace",
        com.azure.resourcemanager.loganalytics.fluent.models.WorkspaceInner.class);
    BY_TOKEN.put("insights:DiagnosticSetting", DiagnosticSettingsResourceInner.class);
    BY_TOKEN.put("insights:ActionGroup", ActionGroupResourceInner.class);
    BY_TOKEN.put("insights:MetricAlert", MetricAlertResourceInner.class);
  }

  private Models() {}

  /** Returns the model of a type's request; empty if Microsoft does not publish one for Java. */
  static Optional<Class<? extends JsonSerializable<?>>> of(String token) {
    return Optional.ofNullable(BY_TOKEN.get(token));
  }
}
