package io.quarterdeck.infra.arm;

import static io.quarterdeck.infra.arm.ArmType.inGroup;
import static io.quarterdeck.infra.arm.ArmType.onScope;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All resource types that the program uses. The API versions are the defaults of azure-native 2.x;
 * the structure of the requests follows Azure's published specifications.
 */
public final class ArmTypes {
  private static final String PREFIX = "azure-native:";
  private static final String NETWORK = "2023-02-01";
  private static final String PRIVATE_DNS = "2020-06-01";
  private static final String STORAGE = "2022-09-01";
  private static final String VAULT = "2023-02-01";
  private static final String POSTGRES = "2022-12-01";

  private static final Map<String, ArmType> BY_TOKEN =
      Stream.of(
              onScope(
                      "resources:ResourceGroup",
                      "2022-09-01",
                      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}")
                  .fixing("location"),
              network("VirtualNetwork", "virtualNetworks/{virtualNetworkName}").fixing("location"),
              network("Subnet", "virtualNetworks/{virtualNetworkName}/subnets/{subnetName}")
                  .nesting("delegations", "name"),
              network("NetworkSecurityGroup", "networkSecurityGroups/{networkSecurityGroupName}")
                  .nesting("securityRules", "name"),
              network("NatGateway", "natGateways/{natGatewayName}"),
              network("PublicIPAddress", "publicIPAddresses/{publicIpAddressName}")
                  .fixing("location", "publicIPAddressVersion", "publicIPPrefix", "sku"),
              network("NetworkWatcher", "networkWatchers/{networkWatcherName}"),
              network("FlowLog", "networkWatchers/{networkWatcherName}/flowLogs/{flowLogName}"),
              network("PrivateEndpoint", "privateEndpoints/{privateEndpointName}")
                  .nesting("privateLinkServiceConnections", "name")
                  .nesting("subnet", "id")
                  .fixing("subnet"),
              network(
                      "PrivateDnsZoneGroup",
                      "privateEndpoints/{privateEndpointName}/privateDnsZoneGroups/{privateDnsZoneGroupName}")
                  .nesting("privateDnsZoneConfigs", "name"),
              privateDns("PrivateZone", "privateDnsZones/{privateZoneName}"),
              privateDns(
                  "VirtualNetworkLink",
                  "privateDnsZones/{privateZoneName}/virtualNetworkLinks/{virtualNetworkLinkName}"),
              storage("StorageAccount", "storageAccounts/{accountName}")
                  .renaming("enableHttpsTrafficOnly", "supportsHttpsTrafficOnly")
                  .renaming("networkRuleSet", "networkAcls")
                  .renaming("networkRuleSet.ipRules.iPAddressOrRange", "value")
                  .fixing(
                      "location",
                      "kind",
                      "isHnsEnabled",
                      "encryption.requireInfrastructureEncryption",
                      "encryption.services"),
              storage(
                  "BlobServiceProperties",
                  "storageAccounts/{accountName}/blobServices/{blobServicesName}"),
              storage(
                  "BlobContainer",
                  "storageAccounts/{accountName}/blobServices/default/containers/{containerName}"),
              storage(
                  "ManagementPolicy",
                  "storageAccounts/{accountName}/managementPolicies/{managementPolicyName}"),
              inGroup("keyvault:Vault", VAULT, "Microsoft.KeyVault/vaults/{vaultName}")
                  .topLevel("location", "tags", "properties")
                  .fixing("location", "properties.tenantId"),
              inGroup(
                      "keyvault:Secret",
                      VAULT,
                      "Microsoft.KeyVault/vaults/{vaultName}/secrets/{secretName}")
                  .topLevel("tags", "properties")
                  .renaming("properties.attributes.expires", "exp"),
              postgres("Server", "")
                  .fixing(
                      "location",
                      "createMode",
                      "administratorLogin",
                      "network",
                      "backup.geoRedundantBackup"),
              postgres("Administrator", "/administrators/{objectId}"),
              postgres("Configuration", "/configurations/{configurationName}"),
              postgres("Database", "/databases/{databaseName}"),
              postgres("FirewallRule", "/firewallRules/{firewallRuleName}"),
              inGroup(
                      "databricks:Workspace",
                      "2023-02-01",
                      "Microsoft.Databricks/workspaces/{workspaceName}")
                  .fixing("location", "managedResourceGroupId", "parameters"),
              inGroup(
                      "databricks:AccessConnector",
                      "2022-10-01-preview",
                      "Microsoft.Databricks/accessConnectors/{connectorName}")
                  .fixing("location"),
              inGroup(
                      "managedidentity:UserAssignedIdentity",
                      "2023-01-31",
                      "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}")
                  .fixing("location"),
              inGroup(
                  "managedidentity:FederatedIdentityCredential",
                  "2023-01-31",
                  "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}"
                      + "/federatedIdentityCredentials/{federatedIdentityCredentialResourceName}"),
              onScope(
                      "authorization:RoleAssignment",
                      "2022-04-01",
                      "{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}")
                  .fixing("principalId"),
              onScope(
                  "authorization:ManagementLockByScope",
                  "2020-05-01",
                  "{scope}/providers/Microsoft.Authorization/locks/{lockName}"),
              inGroup(
                      "operationalinsights:Workspace",
                      "2022-10-01",
                      "Microsoft.OperationalInsights/workspaces/{workspaceName}")
                  .topLevel("location", "tags", "identity")
                  .fixing("location"),
              onScope(
                  "insights:DiagnosticSetting",
                  "2021-05-01-preview",
                  "{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}"),
              inGroup(
                      "insights:ActionGroup",
                      "2023-01-01",
                      "Microsoft.Insights/actionGroups/{actionGroupName}")
                  .fixing("location"),
              inGroup(
                      "insights:MetricAlert",
                      "2018-03-01",
                      "Microsoft.Insights/metricAlerts/{ruleName}")
                  .renaming("criteria.odataType", "odata.type")
                  .fixing("location"),
              onScope(
                  "consumption:Budget",
                  "2023-05-01",
                  "{scope}/providers/Microsoft.Consumption/budgets/{budgetName}"))
          .collect(Collectors.toUnmodifiableMap(type -> PREFIX + type.token(), type -> type));

  private ArmTypes() {}

  /** Returns the type of a resource such as {@code azure-native:network:Subnet}. */
  public static ArmType of(String pulumiType) {
    ArmType type = BY_TOKEN.get(pulumiType);
    if (type == null) {
      throw new IllegalArgumentException(
          "Cannot create a request for %s: found no such type in ArmTypes; expected one. Add it."
              .formatted(pulumiType));
    }
    return type;
  }

  /** Returns the type of a resource, or nothing if the program does not use it. */
  public static Optional<ArmType> find(String pulumiType) {
    return Optional.ofNullable(BY_TOKEN.get(pulumiType));
  }

  /** All types. */
  public static Collection<ArmType> all() {
    return BY_TOKEN.values();
  }

  private static ArmType network(String name, String path) {
    return inGroup("network:" + name, NETWORK, "Microsoft.Network/" + path);
  }

  private static ArmType privateDns(String name, String path) {
    return inGroup("network:" + name, PRIVATE_DNS, "Microsoft.Network/" + path);
  }

  private static ArmType storage(String name, String path) {
    return inGroup("storage:" + name, STORAGE, "Microsoft.Storage/" + path);
  }

  private static ArmType postgres(String name, String path) {
    return inGroup(
        "dbforpostgresql:" + name,
        POSTGRES,
        "Microsoft.DBforPostgreSQL/flexibleServers/{serverName}" + path);
  }
}
