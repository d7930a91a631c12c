package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.JsonMaps;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.PropertyDiff;

/** Resource Manager refuses the changes of a resource that Azure refuses. */
class ChangesTest {
  private static final String SERVER = "dbforpostgresql:Server";
  private static final String ACCOUNT = "storage:StorageAccount";
  private static final String VAULT = "keyvault:Vault";
  private static final String NETWORK = "network:VirtualNetwork";
  private static final String SUBNET = "network:Subnet";
  private static final String ENDPOINT = "network:PrivateEndpoint";
  private static final String WORKSPACE = "databricks:Workspace";
  private static final String INVALID =
      "Status=400 (Bad Request) Code=\"InvalidParameterValue\" Message=\"Invalid value given for"
          + " parameter ";
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-1";

  private static final Map<String, Object> POSTGRES_DELEGATION =
      Map.of("name", "postgres", "serviceName", "Microsoft.DBforPostgreSQL/flexibleServers");

  @TempDir Path folder;

  private ControlPlane azure;
  private ProviderServer provider;
  private EngineClient engine;

  @BeforeEach
  void start() throws IOException {
    azure = ControlPlane.open(folder, CallerIdentity.LOCAL, ResourceBackends.none(), Faults.NONE);
    provider = ProviderServer.start(azure, LocalTenant.owner(), 0);
    engine = new EngineClient(provider.port());
    engine.create(
        "resources:ResourceGroup", Map.of("resourceGroupName", "rg-1", "location", "westeurope"));
  }

  @AfterEach
  void stop() {
    engine.close();
    provider.close();
  }

  @ParameterizedTest
  @CsvSource({
    "storage, StorageSizeGB 32: the storage of a server cannot be reduced from 64 GiB",
    "version, Version 14: a server cannot return from version 16 to an earlier version",
    "sku, High availability is not supported for the Burstable compute tier.",
    "retention, 'BackupRetentionDays 36, which is not between 7 and 35'",
    "zone, AvailabilityZone: a server cannot be moved to another zone"
  })
  void aServerKeepsItsDiskItsVersionAndItsZone(String change, String refusal) {
    String id = engine.create(SERVER, server()).getId();
    Map<String, Object> changed =
        switch (change) {
          case "storage" -> with(server(), "storage", Map.of("storageSizeGB", 32));
          case "version" -> with(server(), "version", "14");
          case "sku" -> with(server(), "sku", Map.of("name", "Standard_B2s", "tier", "Burstable"));
          case "retention" -> with(server(), "backup", Map.of("backupRetentionDays", 36));
          default -> with(server(), "availabilityZone", "2");
        };
    assertThatThrownBy(() -> engine.update(SERVER, id, changed))
        .hasMessage("UNKNOWN: " + INVALID + refusal + ". Specify a valid parameter value.\"");
    engine.update(
        SERVER, id, with(with(server(), "storage", Map.of("storageSizeGB", 128)), "version", "17"));
  }

  @ParameterizedTest
  @CsvSource({"admin", "Administrator", "azure_superuser", "azure_pg_admin", "root", "guest"})
  void aReservedAdministratorIsRefused(String name) {
    assertThatThrownBy(() -> engine.create(SERVER, with(server(), "administratorLogin", name)))
        .hasMessageContaining(
            INVALID + "AdministratorLogin '" + name + "', which is reserved. Specify a valid");
  }

  @Test
  void anAdministratorAndTheCopiesOfBackupsAreFixed() {
    Map<String, Object> captain =
        with(
            with(server(), "administratorLogin", "captain"),
            "backup",
            Map.of("geoRedundantBackup", "Disabled"));
    String id = engine.create(SERVER, captain).getId();
    refuses(
        () -> engine.update(SERVER, id, with(captain, "administratorLogin", "mate")),
        "Status=409 (Conflict) Code=\"PropertyChangeNotAllowed\" Message=\"Changing property"
            + " 'administratorLogin' is not allowed.\"");
    refuses(
        () ->
            engine.update(
                SERVER, id, with(captain, "backup", Map.of("geoRedundantBackup", "Enabled"))),
        "Changing property 'backup.geoRedundantBackup' is not allowed.");
    engine.update(SERVER, id, server());
    assertThat(at(id, "administratorLogin")).isEqualTo("captain");
  }

  @Test
  void aServerStaysInItsSubnet() {
    network("10.0.0.0/16");
    String subnet = subnet("snet-1", "10.0.0.0/24", POSTGRES_DELEGATION);
    String other = subnet("snet-2", "10.0.1.0/24", POSTGRES_DELEGATION);
    Map<String, Object> inside =
        with(server(), "network", Map.of("delegatedSubnetResourceId", subnet));
    String id = engine.create(SERVER, inside).getId();
    refuses(
        () ->
            engine.update(
                SERVER, id, with(server(), "network", Map.of("delegatedSubnetResourceId", other))),
        INVALID + "DelegatedSubnetResourceId: a server cannot be moved to another subnet.");
    refuses(
        () ->
            engine.update(
                SERVER, id, with(server(), "network", Map.of("publicNetworkAccess", "Enabled"))),
        INVALID + "PublicNetworkAccess: a server in a subnet cannot have public access.");
    engine.update(SERVER, id, server());
    assertThat(at(id, "network.delegatedSubnetResourceId")).isEqualTo(subnet);

    String outside = engine.create(SERVER, with(server(), "serverName", "pg-2")).getId();
    refuses(
        () -> engine.update(SERVER, outside, with(inside, "serverName", "pg-2")),
        "DelegatedSubnetResourceId: a server cannot be moved to another subnet.");
  }

  @Test
  void thePrivateZoneOfAServerWithAStandbyIsFixed() {
    network("10.0.0.0/16");
    String subnet = subnet("snet-1", "10.0.0.0/24", POSTGRES_DELEGATION);
    Map<String, Object> first = inZone(subnet, "one");
    String id = engine.create(SERVER, first).getId();
    refuses(
        () -> engine.update(SERVER, id, inZone(subnet, "two")),
        "PrivateDnsZoneArmResourceId: the zone of a server with a standby is fixed.");
    engine.update(SERVER, id, with(first, "highAvailability", Map.of("mode", "Disabled")));
    engine.update(
        SERVER, id, with(inZone(subnet, "two"), "highAvailability", Map.of("mode", "Disabled")));
  }

  @ParameterizedTest
  @CsvSource({
    "isHnsEnabled, true, isHnsEnabled",
    "isHnsEnabled, false, isHnsEnabled",
    "encryption, true, requireInfrastructureEncryption",
    "encryption, false, requireInfrastructureEncryption"
  })
  void aReadOnlyPropertyOfAnAccountIsRefusedEvenWithTheSameValue(
      String input, boolean value, String property) {
    String id = engine.create(ACCOUNT, account(input, false)).getId();
    refuses(
        () -> engine.update(ACCOUNT, id, account(input, value)),
        "Status=400 (Bad Request) Code=\"AccountPropertyCannotBeUpdated\" Message=\"The property '"
            + property
            + "' was specified in the input, but it cannot be updated as it is read-only. For more"
            + " information, see - https://aka.ms/storageaccountupdate\"");
    engine.update(ACCOUNT, id, account());
  }

  @Test
  void anAccountThatEncryptsTwiceContinuesToDoSo() {
    String id = engine.create(ACCOUNT, account("encryption", true)).getId();
    engine.update(ACCOUNT, id, account("encryption", true));
    engine.update(ACCOUNT, id, account());
    assertThat(at(id, "encryption.requireInfrastructureEncryption")).isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource({
    "Standard_GRS, true",
    "Standard_ZRS, false",
    "Standard_GZRS, false",
    "Premium_LRS, false"
  })
  void anAccountIsNotConvertedToAnotherReplication(String sku, boolean accepted) {
    String id = engine.create(ACCOUNT, account()).getId();
    Map<String, Object> changed = with(account(), "sku", Map.of("name", sku));
    if (accepted) {
      engine.update(ACCOUNT, id, changed);
    } else {
      refuses(
          () -> engine.update(ACCOUNT, id, changed),
          "Code=\"StorageAccountTypeConversionNotAllowed\" Message=\"The storage account does not"
              + " support SKU conversion from Standard_LRS to "
              + sku);
    }
  }

  @Test
  void anAccountIsUpgradedButNotChangedToAnotherKind() {
    String id = engine.create(ACCOUNT, with(account(), "kind", "Storage")).getId();
    engine.update(ACCOUNT, id, account());
    refuses(
        () -> engine.update(ACCOUNT, id, with(account(), "kind", "BlockBlobStorage")),
        "The property 'kind' was specified in the input, but it cannot be updated");
  }

  @ParameterizedTest
  @CsvSource({
    "enablePurgeProtection, false, The property \"enablePurgeProtection\" cannot be set to false.",
    "enableSoftDelete, false, The property \"enableSoftDelete\" can be set to false only for",
    "softDeleteRetentionInDays, 7, The property \"softDeleteRetentionInDays\" has been set already"
  })
  void theProtectionOfAVaultIsNotWeakened(String property, String value, String refusal) {
    Map<String, Object> whole =
        Map.of(
            "enablePurgeProtection", true,
            "enableSoftDelete", true,
            "softDeleteRetentionInDays", 90);
    String id = engine.create(VAULT, vault(whole)).getId();
    Object changed = value.equals("false") ? false : Integer.valueOf(value);
    refuses(
        () -> engine.update(VAULT, id, vault(with(whole, property, changed))),
        "Code=\"BadRequest\" Message=\"" + refusal);
    engine.update(VAULT, id, vault(Map.of()));
    assertThat(at(id, "enablePurgeProtection")).isEqualTo("true");
  }

  @Test
  void theRangesOfSubnetsAreWithinTheNetworkAndApart() {
    String network = network("10.0.0.0/16");
    subnet("snet-1", "10.0.0.0/24", Map.of());
    refuses(
        () -> subnet("snet-2", "10.0.0.128/25", Map.of()),
        "Code=\"NetcfgSubnetRangesOverlap\" Message=\"Subnet 'snet-2' is not valid because its IP"
            + " address range overlaps with that of an existing subnet in virtual network"
            + " 'vnet-1'.\"");
    refuses(
        () -> subnet("snet-2", "10.1.0.0/24", Map.of()),
        "Code=\"NetcfgSubnetRangeOutsideVnet\" Message=\"Subnet 'snet-2' is not valid because its"
            + " IP address range is outside the IP address range of virtual network 'vnet-1'.\"");
    refuses(
        () -> engine.update(NETWORK, network, networkInputs("10.1.0.0/16")),
        "Subnet 'snet-1' is not valid because its IP address range is outside");
    engine.update(NETWORK, network, networkInputs("10.0.0.0/20"));
  }

  @Test
  void aSubnetInUseKeepsItsRangeAndItsDelegation() {
    network("10.0.0.0/16");
    String subnet = subnet("snet-1", "10.0.0.0/24", POSTGRES_DELEGATION);
    Map<String, Object> smaller = subnetInputs("snet-1", "10.0.0.0/25", POSTGRES_DELEGATION);
    engine.update(SUBNET, subnet, smaller);
    engine.create(SERVER, with(server(), "network", Map.of("delegatedSubnetResourceId", subnet)));
    refuses(
        () ->
            engine.update(
                SUBNET, subnet, subnetInputs("snet-1", "10.0.0.0/26", POSTGRES_DELEGATION)),
        "Code=\"InUsePrefixCannotBeDeleted\" Message=\"IpPrefix 10.0.0.0/25 on Subnet snet-1 has"
            + " active allocations and cannot be deleted.\"");
    refuses(
        () -> engine.update(SUBNET, subnet, subnetInputs("snet-1", "10.0.0.0/25", Map.of())),
        "Code=\"SubnetMissingRequiredDelegation\" Message=\"Subnet "
            + subnet
            + " requires any of the following delegation(s)"
            + " [Microsoft.DBforPostgreSQL/flexibleServers]");
    engine.update(SUBNET, subnet, smaller);
  }

  @ParameterizedTest
  @CsvSource({
    "99, Inbound, SecurityRuleInvalidPriority, Security rule has invalid Priority. Value provided:"
        + " 99 Allowed range 100-4096.",
    "120, Inbound, SecurityRuleConflict, Security rule two conflicts with rule one. Rules cannot"
        + " have the same Priority and Direction.",
    "120, Outbound, '', ''"
  })
  void thePrioritiesOfSecurityRulesAreUniqueInADirection(
      int priority, String direction, String code, String message) {
    Map<String, Object> group =
        Map.of(
            "networkSecurityGroupName", "nsg-1",
            "resourceGroupName", "rg-1",
            "location", "westeurope",
            "securityRules",
                List.of(rule("one", 120, "Inbound"), rule("two", priority, direction)));
    if (code.isEmpty()) {
      engine.create("network:NetworkSecurityGroup", group);
    } else {
      refuses(
          () -> engine.create("network:NetworkSecurityGroup", group),
          "Code=\"" + code + "\" Message=\"" + message);
    }
  }

  @Test
  void anEndpointKeepsItsSubnetAndItsTarget() {
    network("10.0.0.0/16");
    String subnet = subnet("snet-1", "10.0.0.0/24", Map.of());
    String other = subnet("snet-2", "10.0.1.0/24", Map.of());
    String id = engine.create(ENDPOINT, endpoint(subnet, "st1")).getId();
    refuses(
        () -> engine.update(ENDPOINT, id, endpoint(other, "st1")),
        "Status=400 (Bad Request) Code=\"CannotChangeSubnetOnExistingPrivateEndpoint\"");
    refuses(
        () -> engine.update(ENDPOINT, id, endpoint(subnet, "st2")),
        "Changing property 'privateLinkServiceConnections.0.properties.privateLinkServiceId' is"
            + " not allowed.");
    engine.update(ENDPOINT, id, endpoint(subnet, "st1"));
  }

  @ParameterizedTest
  @CsvSource({"computeMode", "managedResourceGroupId", "parameters"})
  void aWorkspaceKeepsItsModeItsGroupAndItsInfrastructureEncryption(String changed) {
    String id = engine.create(WORKSPACE, workspace()).getId();
    Map<String, Object> other =
        switch (changed) {
          case "computeMode" -> with(workspace(), changed, "Serverless");
          case "managedResourceGroupId" -> with(workspace(), changed, GROUP + "-other");
          default ->
              with(
                  workspace(),
                  changed,
                  Map.of("requireInfrastructureEncryption", Map.of("value", true)));
        };
    refuses(() -> engine.update(WORKSPACE, id, other), "Code=\"PropertyChangeNotAllowed\"");
    engine.update(WORKSPACE, id, with(workspace(), "tags", Map.of("owner", "me")));
  }

  /** The properties that the provider replaces, and those whose changes it sends as updates. */
  @ParameterizedTest
  @CsvSource({
    SERVER + ", availabilityZone, true",
    SERVER + ", administratorLogin, true",
    SERVER + ", network, false",
    SERVER + ", createMode, false",
    ACCOUNT + ", isHnsEnabled, true",
    ACCOUNT + ", kind, false",
    WORKSPACE + ", location, true",
    WORKSPACE + ", computeMode, true",
    WORKSPACE + ", managedResourceGroupId, false"
  })
  void theProviderReplacesWhatTheSpecificationMarks(
      String type, String property, boolean replaces) {
    Map<String, Object> before = Map.of(property, "one");
    Map<String, Object> after = Map.of(property, "two");
    assertThat(engine.diff(type, before, after).getReplacesList())
        .isEqualTo(replaces ? List.of(property) : List.of());
  }

  /** The workspaces of azure-native 2, before and after a refresh with azure-native 3. */
  @Test
  void anAddedValueReplacesOnlyIfTheStateHasAnotherOne() {
    Map<String, Object> before = Map.of("location", "westeurope");
    Map<String, Object> after = with(before, "computeMode", "Hybrid");
    assertThat(engine.diff(WORKSPACE, before, before, after).getReplacesList())
        .containsExactly("computeMode");
    DiffResponse refreshed = engine.diff(WORKSPACE, after, before, after);
    assertThat(refreshed.getReplacesList()).isEmpty();
    assertThat(refreshed.getDetailedDiffOrThrow("computeMode").getKind())
        .isEqualTo(PropertyDiff.Kind.ADD);
  }

  private static void refuses(ThrowingCallable request, String text) {
    assertThatThrownBy(request).hasMessageContaining(text);
  }

  private static Map<String, Object> server() {
    return Map.of(
        "serverName", "pg-1",
        "resourceGroupName", "rg-1",
        "location", "westeurope",
        "version", "16",
        "availabilityZone", "1",
        "sku", Map.of("name", "Standard_D4ds_v5", "tier", "GeneralPurpose"),
        "storage", Map.of("storageSizeGB", 64),
        "highAvailability", Map.of("mode", "SameZone"));
  }

  private static Map<String, Object> inZone(String subnet, String zone) {
    return with(
        server(),
        "network",
        Map.of("delegatedSubnetResourceId", subnet, "privateDnsZoneArmResourceId", zone));
  }

  private static Map<String, Object> account() {
    return Map.of(
        "accountName", "st1",
        "resourceGroupName", "rg-1",
        "location", "westeurope",
        "kind", "StorageV2",
        "sku", Map.of("name", "Standard_LRS"));
  }

  private static Map<String, Object> account(String input, boolean value) {
    return with(
        account(),
        input,
        input.equals("encryption")
            ? Map.of("requireInfrastructureEncryption", value, "keySource", "Microsoft.Storage")
            : value);
  }

  private static Map<String, Object> vault(Map<String, Object> protection) {
    Map<String, Object> properties = new TreeMap<>(protection);
    properties.put("tenantId", CallerIdentity.LOCAL.tenantId());
    properties.put("sku", Map.of("family", "A", "name", "standard"));
    return Map.of(
        "vaultName", "kv-1",
        "resourceGroupName", "rg-1",
        "location", "westeurope",
        "properties", properties);
  }

  private String network(String space) {
    return engine.create(NETWORK, networkInputs(space)).getId();
  }

  private static Map<String, Object> networkInputs(String space) {
    return Map.of(
        "virtualNetworkName", "vnet-1",
        "resourceGroupName", "rg-1",
        "location", "westeurope",
        "addressSpace", Map.of("addressPrefixes", List.of(space)));
  }

  private String subnet(String name, String range, Map<String, Object> delegation) {
    return engine.create(SUBNET, subnetInputs(name, range, delegation)).getId();
  }

  private static Map<String, Object> subnetInputs(
      String name, String range, Map<String, Object> delegation) {
    return Map.of(
        "subnetName",
        name,
        "virtualNetworkName",
        "vnet-1",
        "resourceGroupName",
        "rg-1",
        "addressPrefix",
        range,
        "delegations",
        delegation.isEmpty() ? List.of() : List.of(delegation));
  }

  private static Map<String, Object> rule(String name, int priority, String direction) {
    return Map.of(
        "name", name,
        "priority", priority,
        "direction", direction,
        "access", "Allow",
        "protocol", "Tcp",
        "sourceAddressPrefix", "*",
        "sourcePortRange", "*",
        "destinationAddressPrefix", "*",
        "destinationPortRange", "443");
  }

  private static Map<String, Object> endpoint(String subnet, String target) {
    return Map.of(
        "privateEndpointName", "pe-1",
        "resourceGroupName", "rg-1",
        "location", "westeurope",
        "subnet", Map.of("id", subnet),
        "privateLinkServiceConnections",
            List.of(
                Map.of(
                    "name",
                    "one",
                    "privateLinkServiceId",
                    "/subscriptions/other/" + target,
                    "groupIds",
                    List.of("blob"))));
  }

  private static Map<String, Object> workspace() {
    return Map.of(
        "workspaceName", "dbw-1",
        "resourceGroupName", "rg-1",
        "location", "westeurope",
        "computeMode", "Hybrid",
        "managedResourceGroupId", GROUP + "-databricks",
        "parameters", Map.of("requireInfrastructureEncryption", Map.of("value", false)));
  }

  private static Map<String, Object> with(Map<String, Object> inputs, String name, Object value) {
    Map<String, Object> changed = new TreeMap<>(inputs);
    changed.put(name, value);
    return changed;
  }

  /** Returns a property of a stored resource. */
  private String at(String id, String path) {
    Object value = JsonMaps.map(azure.resources().find(id).orElseThrow().body()).get("properties");
    for (String step : path.split("\\.", -1)) {
      value = ((Map<?, ?>) value).get(step);
    }
    return String.valueOf(value);
  }
}
