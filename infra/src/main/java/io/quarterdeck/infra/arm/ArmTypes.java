package io.quarterdeck.infra.arm;

import static io.quarterdeck.infra.arm.ArmType.inGroup;
import static io.quarterdeck.infra.arm.ArmType.onScope;

import io.quarterdeck.contract.ApiVersions;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All resource types that the program uses. {@link ApiVersions} contains their API versions. The
 * structure of the requests follows Azure's published specifications.
 *
 * <p>The provider replaces a resource for two kinds of changes: of a property that the
 * specification marks with {@code x-ms-mutability} as settable at creation only, also within an
 * object (version 3), and of a property in {@code forceNewMap} of provider/pkg/gen/replacement.go
 * (pulumi/pulumi-azure-native). The specification lacks the mark for most properties that Azure
 * does not change. The provider sends their changes as updates, which Azure refuses. Where a
 * setting can cause such a change, the program uses {@code replaceOnChanges}.
 */
public final class ArmTypes {

  private static final Map<String, ArmType> BY_PULUMI_TYPE =
      Stream.of(
              onScope(
                      "resources:ResourceGroup",
                      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}")
                  .fixing("location"),
              inGroup("resources:Deployment", "Microsoft.Resources/deployments/{deploymentName}")
                  .topLevel("location", "tags", "properties"),
              network("VirtualNetwork", "virtualNetworks/{virtualNetworkName}")
                  .nesting("subnets", "id", "name", "type")
                  .nesting("subnets.delegations", "name")
                  .fixing("location"),
              network("Subnet", "virtualNetworks/{virtualNetworkName}/subnets/{subnetName}")
                  .nesting("delegations", "name"),
              network("NetworkSecurityGroup", "networkSecurityGroups/{networkSecurityGroupName}")
                  .nesting("securityRules", "name"),
              network("NatGateway", "natGateways/{natGatewayName}"),
              network("PublicIPAddress", "publicIPAddresses/{publicIpAddressName}")
                  .fixing("location", "publicIPAddressVersion", "publicIPPrefix", "sku"),
              network("NetworkWatcher", "networkWatchers/{networkWatcherName}"),
              inGroup(
                      "compute:VirtualMachineScaleSet",
                      "Microsoft.Compute/virtualMachineScaleSets/{vmScaleSetName}")
                  .nesting(
                      "virtualMachineProfile.networkProfile.networkInterfaceConfigurations", "name")
                  .nesting(
                      "virtualMachineProfile.networkProfile.networkInterfaceConfigurations"
                          + ".ipConfigurations",
                      "name")
                  .fixing("location"),
              inGroup(
                      "compute:VirtualMachineScaleSetExtension",
                      "Microsoft.Compute/virtualMachineScaleSets/{vmScaleSetName}"
                          + "/extensions/{vmssExtensionName}")
                  .topLevel("name"),
              network("FlowLog", "networkWatchers/{networkWatcherName}/flowLogs/{flowLogName}"),
              network("PrivateEndpoint", "privateEndpoints/{privateEndpointName}")
                  .nesting("privateLinkServiceConnections", "name")
                  .nesting("subnet", "id")
                  .fixing("subnet"),
              network(
                      "PrivateDnsZoneGroup",
                      "privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{privateDnsZoneGroupName}")
                  .nesting("privateDnsZoneConfigs", "name"),
              network("VirtualNetworkGateway", "virtualNetworkGateways/{virtualNetworkGatewayName}")
                  .topLevel("location", "tags", "identity", "extendedLocation")
                  .nesting("ipConfigurations", "id", "name"),
              inGroup("dnsresolver:DnsResolver", "Microsoft.Network/dnsResolvers/{dnsResolverName}")
                  .fixing("location"),
              inGroup(
                      "dnsresolver:InboundEndpoint",
                      "Microsoft.Network/dnsResolvers/{dnsResolverName}"
                          + "/inboundEndpoints/{inboundEndpointName}")
                  .fixing("location"),
              privateDns("PrivateZone", "privateDnsZones/{privateZoneName}"),
              privateDns(
                  "VirtualNetworkLink",
                  "privateDnsZones/{privateZoneName}/virtualNetworkLinks/{virtualNetworkLinkName}"),
              storage("StorageAccount", "storageAccounts/{accountName}")
                  .renaming("enableHttpsTrafficOnly", "supportsHttpsTrafficOnly")
                  .renaming("networkRuleSet", "networkAcls")
                  .renaming("networkRuleSet.ipRules.iPAddressOrRange", "value")
                  .renaming("encryption.encryptionIdentity", "identity")
                  .renaming(
                      "encryption.encryptionIdentity.encryptionUserAssignedIdentity",
                      "userAssignedIdentity")
                  .renaming("encryption.keyVaultProperties", "keyvaultproperties")
                  .renaming("encryption.keyVaultProperties.keyName", "keyname")
                  .renaming("encryption.keyVaultProperties.keyVaultUri", "keyvaulturi")
                  .renaming("encryption.keyVaultProperties.keyVersion", "keyversion")
                  .fixing("location", "isHnsEnabled"),
              storage(
                  "BlobServiceProperties",
                  "storageAccounts/{accountName}/blobServices/{blobServicesName}"),
              storage(
                  "BlobContainer",
                  "storageAccounts/{accountName}/blobServices/default/containers/{containerName}"),
              storage(
                  "ManagementPolicy",
                  "storageAccounts/{accountName}/managementPolicies/{managementPolicyName}"),
              inGroup("keyvault:Vault", "Microsoft.KeyVault/vaults/{vaultName}")
                  .topLevel("location", "tags", "properties"),
              inGroup(
                      "keyvault:Secret",
                      "Microsoft.KeyVault/vaults/{vaultName}/secrets/{secretName}")
                  .topLevel("tags", "properties")
                  .renaming("properties.attributes.expires", "exp"),
              inGroup("keyvault:Key", "Microsoft.KeyVault/vaults/{vaultName}/keys/{keyName}")
                  .topLevel("tags", "properties")
                  .renaming("properties.attributes.expires", "exp"),
              postgres("Server", "")
                  .fixing(
                      "location",
                      "administratorLogin",
                      "availabilityZone",
                      "backup.geoRedundantBackup",
                      "pointInTimeUTC",
                      "sourceServerResourceId"),
              postgres("AdministratorsMicrosoftEntra", "/administrators/{objectId}"),
              postgres("Configuration", "/configurations/{configurationName}"),
              postgres("Database", "/databases/{databaseName}"),
              postgres("FirewallRule", "/firewallRules/{firewallRuleName}"),
              inGroup("databricks:Workspace", "Microsoft.Databricks/workspaces/{workspaceName}")
                  .renaming("parameters.encryption.value.keyName", "KeyName")
                  .renaming("parameters.encryption.value.keyVaultUri", "keyvaulturi")
                  .renaming("parameters.encryption.value.keyVersion", "keyversion")
                  .fixing("location", "computeMode"),
              inGroup(
                      "databricks:AccessConnector",
                      "Microsoft.Databricks/accessConnectors/{connectorName}")
                  .fixing("location"),
              inGroup(
                      "managedidentity:UserAssignedIdentity",
                      "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}")
                  .fixing("location"),
              inGroup(
                  "managedidentity:FederatedIdentityCredential",
                  "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}"
                      + "/federatedIdentityCredentials/{federatedIdentityCredentialResourceName}"),
              onScope(
                      "authorization:RoleAssignment",
                      "{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}")
                  .fixing("principalId"),
              onScope(
                  "authorization:ManagementLockByScope",
                  "{scope}/providers/Microsoft.Authorization/locks/{lockName}"),
              inGroup(
                      "operationalinsights:Workspace",
                      "Microsoft.OperationalInsights/workspaces/{workspaceName}")
                  .topLevel("location", "tags", "identity")
                  .fixing("location"),
              onScope(
                  "monitor:DiagnosticSetting",
                  "{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}"),
              inGroup("monitor:ActionGroup", "Microsoft.Insights/actionGroups/{actionGroupName}")
                  .fixing("location"),
              inGroup("monitor:MetricAlert", "Microsoft.Insights/metricAlerts/{ruleName}")
                  .renaming("criteria.odataType", "odata.type")
                  .fixing("location"),
              inGroup(
                      "monitor:ScheduledQueryRule",
                      "Microsoft.Insights/scheduledQueryRules/{ruleName}")
                  .topLevel("location", "tags", "identity", "kind")
                  .fixing("location"),
              onScope(
                  "consumption:Budget",
                  "{scope}/providers/Microsoft.Consumption/budgets/{budgetName}"),
              dataFactory("Factory", "").fixing("location"),
              dataFactory("IntegrationRuntime", "/integrationRuntimes/{integrationRuntimeName}")
                  .topLevel("properties")
                  .nesting("properties", "type", "description", "managedVirtualNetwork")
                  .renaming("properties.properties", "typeProperties"),
              dataFactory(
                      "ManagedPrivateEndpoint",
                      "/managedVirtualNetworks/{managedVirtualNetworkName}"
                          + "/managedPrivateEndpoints/{managedPrivateEndpointName}")
                  .topLevel("properties"),
              synapse("Workspace", "").fixing("location"),
              synapse("Key", "/keys/{keyName}"),
              synapse("IpFirewallRule", "/firewallRules/{ruleName}"),
              synapse("WorkspaceSqlAadAdmin", "/sqlAdministrators/activeDirectory"),
              eventHub("Namespace", "").fixing("location"),
              eventHub("EventHub", "/eventhubs/{eventHubName}"),
              eventHub(
                  "ConsumerGroup", "/eventhubs/{eventHubName}/consumergroups/{consumerGroupName}"),
              inGroup(
                      "applicationinsights:Component",
                      "Microsoft.Insights/components/{resourceName}")
                  .renaming("appId", "AppId")
                  .renaming("applicationId", "ApplicationId")
                  .renaming("applicationType", "Application_Type")
                  .renaming("connectionString", "ConnectionString")
                  .renaming("creationDate", "CreationDate")
                  .renaming("instrumentationKey", "InstrumentationKey")
                  .renaming("tenantId", "TenantId")
                  .renaming("disableIpMasking", "DisableIpMasking")
                  .renaming("disableLocalAuth", "DisableLocalAuth")
                  .renaming("flowType", "Flow_Type")
                  .renaming("forceCustomerStorageForProfiler", "ForceCustomerStorageForProfiler")
                  .renaming("hockeyAppId", "HockeyAppId")
                  .renaming("immediatePurgeDataOn30Days", "ImmediatePurgeDataOn30Days")
                  .renaming("ingestionMode", "IngestionMode")
                  .renaming("requestSource", "Request_Source")
                  .renaming("retentionInDays", "RetentionInDays")
                  .renaming("samplingPercentage", "SamplingPercentage")
                  .renaming("workspaceResourceId", "WorkspaceResourceId")
                  .fixing("location"),
              web("AppServicePlan", "serverfarms/{name}").fixing("location"),
              web("WebApp", "sites/{name}").fixing("location"),
              web("WebAppFtpAllowed", "sites/{name}/basicPublishingCredentialsPolicies/ftp"),
              web("WebAppScmAllowed", "sites/{name}/basicPublishingCredentialsPolicies/scm"))
          .collect(Collectors.toUnmodifiableMap(ArmType::pulumiType, type -> type));

  private ArmTypes() {}

  /** Returns the type of a resource such as {@code azure-native:network:Subnet}. */
  public static ArmType of(String pulumiType) {
    ArmType type = BY_PULUMI_TYPE.get(pulumiType);
    if (type == null) {
      throw new IllegalArgumentException(
          "Cannot create a request for %s: found no such type in ArmTypes; expected one. Add it."
              .formatted(pulumiType));
    }
    return type;
  }

  /** Returns the type of a resource, or nothing if the program does not use it. */
  public static Optional<ArmType> find(String pulumiType) {
    return Optional.ofNullable(BY_PULUMI_TYPE.get(pulumiType));
  }

  /** All types. */
  public static Collection<ArmType> all() {
    return BY_PULUMI_TYPE.values();
  }

  private static ArmType network(String name, String path) {
    return inGroup("network:" + name, "Microsoft.Network/" + path);
  }

  private static ArmType privateDns(String name, String path) {
    return inGroup("privatedns:" + name, "Microsoft.Network/" + path);
  }

  private static ArmType storage(String name, String path) {
    return inGroup("storage:" + name, "Microsoft.Storage/" + path);
  }

  private static ArmType dataFactory(String name, String path) {
    return inGroup("datafactory:" + name, "Microsoft.DataFactory/factories/{factoryName}" + path);
  }

  private static ArmType synapse(String name, String path) {
    return inGroup("synapse:" + name, "Microsoft.Synapse/workspaces/{workspaceName}" + path);
  }

  private static ArmType eventHub(String name, String path) {
    return inGroup("eventhub:" + name, "Microsoft.EventHub/namespaces/{namespaceName}" + path);
  }

  private static ArmType web(String name, String path) {
    return inGroup("web:" + name, "Microsoft.Web/" + path)
        .topLevel("location", "tags", "sku", "kind", "identity", "extendedLocation");
  }

  private static ArmType postgres(String name, String path) {
    return inGroup(
        "dbforpostgresql:" + name, "Microsoft.DBforPostgreSQL/flexibleServers/{serverName}" + path);
  }
}
