package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.google.protobuf.Value;
import io.grpc.StatusRuntimeException;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.FaultFile;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.PropertyDiff;

/** The provider refuses the same requests as Azure, with Azure's messages. */
class ProviderTest {
  private static final String GROUP = "resources:ResourceGroup";
  private static final String NETWORK = "network:VirtualNetwork";
  private static final String ZONE = "privatedns:PrivateZone";
  private static final String VAULT = "keyvault:Vault";
  private static final String SERVER = "dbforpostgresql:Server";
  private static final String LOCK = "authorization:ManagementLockByScope";
  private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-4000-8000-000000000001";
  private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  @TempDir Path folder;

  private ControlPlane azure;
  private ProviderServer server;
  private EngineClient engine;

  @BeforeEach
  void start() throws IOException {
    azure =
        ControlPlane.open(
            folder,
            CallerIdentity.LOCAL,
            ResourceBackends.none(),
            new FaultFile(folder.resolve("faults.txt")));
    server = ProviderServer.start(azure, LocalTenant.owner(), 0);
    engine = new EngineClient(server.port());
  }

  @AfterEach
  void stop() {
    engine.close();
    server.close();
  }

  @Test
  void anUnknownTypeIsRefused() {
    assertThatThrownBy(() -> engine.check("compute:VirtualMachine", Map.of()))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessage(
            "INVALID_ARGUMENT: Status=400 (Bad Request) Code=\"InvalidResourceType\""
                + " Message=\"The resource type 'VirtualMachine' could not be found in the"
                + " namespace 'compute' for the local stack's API versions. The local stack"
                + " supports only the types in ArmTypes.\"");
  }

  @Test
  void anUnknownPropertyIsRefused() {
    assertThat(engine.check(NETWORK, with(network(), "adressSpace", Map.of())))
        .containsExactly(
            "InvalidRequestContent: The request content was invalid and could not be deserialized:"
                + " 'Could not find member 'adressSpace' on object of type 'VirtualNetwork'. Path"
                + " 'adressSpace'.'.");
  }

  @Test
  void anUnknownPropertyOfAnInnerObjectIsRefused() {
    Map<String, Object> space = Map.of("addressPrefixs", List.of("10.0.0.0/16"));
    assertThat(engine.check(NETWORK, with(network(), "addressSpace", space)))
        .containsExactly(
            "InvalidRequestContent: The request content was invalid and could not be deserialized:"
                + " 'Could not find member 'addressPrefixs' on object of type 'AddressSpace'. Path"
                + " 'addressSpace.addressPrefixs'.'.");
  }

  @Test
  void anUnknownValueOfAnEnumerationIsRefused() {
    assertThat(
            engine.check(
                "authorization:ManagementLockByScope",
                Map.of("lockName", "keep", "scope", SUBSCRIPTION, "level", "CannotDrop")))
        .containsExactly(
            "InvalidRequestPropertyValue: The value 'CannotDrop' is not valid for the property"
                + " 'level'. The allowed values are: CanNotDelete, NotSpecified, ReadOnly.");
  }

  @Test
  void missingPropertyIsRefused() {
    Map<String, Object> vault = Map.of("vaultName", "kv-1", "resourceGroupName", "rg-1");
    assertThat(engine.check(VAULT, vault))
        .containsExactly(
            "InvalidRequestContent: The request content was invalid and could not be deserialized:"
                + " 'Required property 'properties' not found in JSON. Path ''.'.");
  }

  @Test
  void valueOfAnotherTypeIsRefused() {
    assertThat(engine.check(NETWORK, with(network(), "enableDdosProtection", "yes")))
        .containsExactly(
            "InvalidRequestContent: The request content was invalid and could not be deserialized:"
                + " 'Error converting value yes to type 'System.Boolean'. Path"
                + " 'enableDdosProtection'.'.");
  }

  @Test
  void invalidNameIsRefused() {
    assertThat(
            engine.check(
                "storage:StorageAccount",
                Map.of(
                    "accountName", "st-qdeck",
                    "resourceGroupName", "rg-1",
                    "kind", "StorageV2",
                    "sku", Map.of("name", "Standard_LRS"))))
        .containsExactly(
            "AccountNameInvalid: st-qdeck is not a valid storage account name. Storage account name"
                + " must be between 3 and 24 characters in length and use numbers and lower-case"
                + " letters only.");
  }

  @Test
  void anUnknownSettingOfTheProviderIsRefused() {
    CheckRequest request =
        CheckRequest.newBuilder()
            .setUrn("urn:pulumi:dev::quarterdeck::pulumi:providers:azure-native::default_3_28_0")
            .setNews(EngineClient.struct(Map.of("subscripsionId", "1", "version", "3.28.0")))
            .build();
    assertThat(engine.provider().checkConfig(request).getFailuresList())
        .extracting(CheckFailure::getReason)
        .singleElement(as(STRING))
        .startsWith(
            "Cannot use the setting azure-native:subscripsionId: it does not exist;"
                + " expected one of auxiliaryTenantIds, ")
        .endsWith(" Run: pulumi config rm azure-native:subscripsionId --stack dev");
  }

  @Test
  void aPackageServesOnlyItsOwnTypes() {
    CheckRequest vault = CheckRequest.newBuilder().setUrn(EngineClient.urn(VAULT)).build();
    assertThatThrownBy(() -> engine.provider().check(vault))
        .hasMessage(
            "INVALID_ARGUMENT: Resource type azure-native_keyvault_v20260201:keyvault:Vault not"
                + " found in the package azure-native");
  }

  @Test
  void anUnknownPackageIsRefused() {
    assertThatThrownBy(() -> engine.parameterize("{\"module\":\"compute\",\"version\":\"v1\"}"))
        .hasMessageStartingWith(
            "INVALID_ARGUMENT: Cannot parameterize azure-native: the local stack has no types for ")
        .hasMessageEndingWith(
            "; expected a module and an API version, such as keyvault and v20260201.");
    assertThatThrownBy(() -> engine.parameterize("[]"))
        .hasMessageContaining("the parameter is not base64 text of a JSON object");
  }

  @Test
  void checkAddsTheApiVersionToTheInputs() {
    CheckRequest request =
        CheckRequest.newBuilder()
            .setUrn(EngineClient.urn(NETWORK))
            .setNews(EngineClient.struct(network()))
            .build();
    assertThat(engine.provider().check(request).getInputs().getFieldsMap().get("azureApiVersion"))
        .extracting(Value::getStringValue)
        .isEqualTo(ApiVersions.of("azure-native:network:VirtualNetwork").version());
  }

  @Test
  void aDatabricksWorkspaceWithoutComputeModeIsRefused() {
    Map<String, Object> workspace =
        Map.of(
            "workspaceName", "dbw-1",
            "resourceGroupName", "rg-1",
            "managedResourceGroupId", SUBSCRIPTION + "/resourceGroups/rg-2");
    assertThat(engine.check("databricks:Workspace", workspace))
        .containsExactly(
            "InvalidRequestContent: The request content was invalid and could not be deserialized:"
                + " 'Required property 'computeMode' not found in JSON. Path ''.'.");
    assertThat(engine.check("databricks:Workspace", with(workspace, "computeMode", "Hybrid")))
        .isEmpty();
  }

  @Test
  void anUnknownFunctionIsRefused() {
    InvokeRequest call =
        InvokeRequest.newBuilder().setTok("azure-native:storage:listStorageAccountKeys").build();
    assertThatThrownBy(() -> engine.provider().invoke(call))
        .hasMessage(
            "UNIMPLEMENTED: Cannot call azure-native:storage:listStorageAccountKeys: the"
                + " local stack does not support it; expected"
                + " azure-native:authorization:getClientConfig. If Azure supports it, add it to"
                + " Functions.");
  }

  @Test
  void resourceInAMissingGroupIsRefused() {
    assertThatThrownBy(() -> engine.create(NETWORK, network()))
        .hasMessage(
            "UNKNOWN: Status=404 (Not Found) Code=\"ResourceGroupNotFound\" Message=\"Resource"
                + " group 'rg-1' could not be found.\"");
  }

  @Test
  void childOfAMissingResourceIsRefused() {
    group();
    assertThatThrownBy(() -> engine.create("network:Subnet", subnet()))
        .hasMessage(
            "UNKNOWN: Status=404 (Not Found) Code=\"ParentResourceNotFound\" Message=\"Failed to"
                + " perform 'write' on resource(s) of type"
                + " 'Microsoft.Network/virtualNetworks/subnets', because the parent resource '"
                + SUBSCRIPTION
                + "/resourceGroups/rg-1/providers/Microsoft.Network/virtualNetworks/vnet-1' could"
                + " not be found.\"");
  }

  @Test
  void referenceToAMissingResourceIsRefused() {
    group();
    engine.create(NETWORK, network());
    String gateway =
        SUBSCRIPTION + "/resourceGroups/rg-1/providers/Microsoft.Network/natGateways/ng";
    assertThatThrownBy(
            () ->
                engine.create(
                    "network:Subnet", with(subnet(), "natGateway", Map.of("id", gateway))))
        .hasMessageContaining("Code=\"InvalidResourceReference\" Message=\"Resource " + gateway);
  }

  @Test
  void theModeOfAStandbyIsNotSwitchedDirectly() {
    group();
    String id = engine.create(SERVER, server("swedencentral", "SameZone")).getId();
    assertThatThrownBy(() -> engine.update(SERVER, id, server("swedencentral", "ZoneRedundant")))
        .hasMessageContaining(
            "Code=\"InvalidParameterValue\" Message=\"Invalid value given for parameter Cannot"
                + " switch Properties.HighAvailability.Mode directly from SameZone to"
                + " ZoneRedundant. Please disable HA and then enable HA.. Specify a valid"
                + " parameter value.\"");
    engine.update(SERVER, id, server("swedencentral", "Disabled"));
    engine.update(SERVER, id, server("swedencentral", "ZoneRedundant"));
  }

  @Test
  void aStandbyThatTheRegionOrTheTierDoesNotOfferIsRefused() {
    group();
    assertThatThrownBy(() -> engine.create(SERVER, server("westeurope", "ZoneRedundant")))
        .hasMessageContaining(
            "Code=\"HADisabledForRegion\" Message=\"HA is disabled for region westeurope.\"");
    Map<String, Object> burstable =
        with(
            server("westeurope", "SameZone"),
            "sku",
            Map.of("name", "Standard_B2s", "tier", "Burstable"));
    assertThatThrownBy(() -> engine.create(SERVER, burstable))
        .hasMessageContaining("not supported for the Burstable compute tier");
    engine.create(SERVER, server("westeurope", "SameZone"));
  }

  @Test
  void existingResourceIsNotCreatedAgain() {
    String id = group();
    assertThatThrownBy(this::group)
        .hasMessage("ALREADY_EXISTS: cannot create already existing resource '" + id + "'");
  }

  @Test
  void lockedResourceAndItsContainersAreNotDeleted() {
    String group = group();
    String network = engine.create(NETWORK, network()).getId();
    engine.create(LOCK, Map.of("lockName", "keep", "scope", network, "level", "CanNotDelete"));
    String locked =
        "cannot perform delete operation because following scope(s) are locked: '%s'. Please remove the lock and try again.\""
            .formatted(network);
    assertThatThrownBy(() -> engine.delete(NETWORK, network)).hasMessageEndingWith(locked);
    assertThatThrownBy(() -> engine.delete(GROUP, group)).hasMessageEndingWith(locked);
    engine.delete(LOCK, network + "/providers/Microsoft.Authorization/locks/keep");
    engine.delete(GROUP, group);
    assertThat(azure.resources().find(network)).isEmpty();
  }

  @Test
  void nameOfADeletedVaultIsReservedUntilTheVaultIsRecovered() {
    group();
    String id = engine.create(VAULT, vault("default")).getId();
    engine.delete(VAULT, id);
    assertThatThrownBy(() -> engine.create(VAULT, vault("default")))
        .hasMessage(
            "UNKNOWN: Status=409 (Conflict) Code=\"ConflictError\" Message=\"A vault with the same"
                + " name already exists in deleted state. You need to either recover or purge"
                + " existing key vault. Follow this link"
                + " https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft"
                + " delete.\"");
    engine.create(VAULT, vault("recover"));
    assertThat(azure.deletedVaults().list()).isEmpty();
  }

  @Test
  void changeInPlaceIsAnUpdateAndAnotherNameIsAReplacement() {
    DiffResponse tagged =
        engine.diff(NETWORK, network(), with(network(), "tags", Map.of("owner", "me")));
    assertThat(tagged.getChanges()).isEqualTo(DiffResponse.DiffChanges.DIFF_SOME);
    assertThat(tagged.getReplacesList()).isEmpty();
    assertThat(tagged.getDetailedDiffOrThrow("tags").getKind()).isEqualTo(PropertyDiff.Kind.ADD);

    DiffResponse moved = engine.diff(NETWORK, network(), with(network(), "location", "norway"));
    assertThat(moved.getReplacesList()).containsExactly("location");
    assertThat(moved.getDeleteBeforeReplace()).isTrue();

    DiffResponse renamed =
        engine.diff(NETWORK, network(), with(network(), "virtualNetworkName", "vnet-2"));
    assertThat(renamed.getReplacesList()).containsExactly("virtualNetworkName");
    assertThat(renamed.getDeleteBeforeReplace()).isFalse();
    assertThat(engine.diff(NETWORK, network(), network()).getChanges())
        .isEqualTo(DiffResponse.DiffChanges.DIFF_NONE);
  }

  @Test
  void previewKnowsRequestedValuesButNotComputedOnes() {
    var outputs = engine.preview(VAULT, vault("default")).getProperties().getFieldsMap();
    assertThat(outputs.get("name").getStringValue()).isEqualTo(UNKNOWN);
    var properties = outputs.get("properties").getStructValue().getFieldsMap();
    assertThat(properties.get("vaultUri").getStringValue()).isEqualTo(UNKNOWN);
    assertThat(properties.get("enableRbacAuthorization").getBoolValue()).isTrue();
    assertThat(azure.resources().list()).isEmpty();
  }

  @Test
  void resourceIsImportedByItsId() {
    group();
    String id = engine.create(NETWORK, network()).getId();
    assertThat(engine.read(NETWORK, id).getInputs())
        .isEqualTo(EngineClient.struct(with(network(), "subnets", List.of())));
    assertThat(engine.read(NETWORK, id + "2").getId()).isEmpty();
    assertThatThrownBy(() -> engine.read(NETWORK, "vnet-1"))
        .hasMessageStartingWith(
            "INVALID_ARGUMENT: Cannot read vnet-1: it is not an id of"
                + " Microsoft.Network/virtualNetworks; expected /subscriptions/");
  }

  @Test
  void aNetworkIsLinkedToOneZoneOfAName() {
    group();
    engine.create(GROUP, Map.of("resourceGroupName", "rg-2", "location", "westeurope"));
    engine.create(ZONE, zone("rg-1"));
    engine.create(ZONE, zone("rg-2"));
    String network =
        "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-hub"
            + "/providers/Microsoft.Network/virtualNetworks/vnet-hub";
    engine.create("privatedns:VirtualNetworkLink", link("rg-1", network));
    assertThatThrownBy(() -> engine.create("privatedns:VirtualNetworkLink", link("rg-2", network)))
        .hasMessage(
            "UNKNOWN: Status=400 (Bad Request) Code=\"BadRequest\" Message=\"A virtual network"
                + " cannot be linked to multiple zones with overlapping namespaces. You tried to"
                + " link virtual network with 'privatelink.blob.core.windows.net' and"
                + " 'privatelink.blob.core.windows.net' zones.\"");
    engine.create("privatedns:VirtualNetworkLink", link("rg-2", network + "-2"));
  }

  private static Map<String, Object> zone(String group) {
    return Map.of(
        "privateZoneName", "privatelink.blob.core.windows.net",
        "resourceGroupName", group,
        "location", "global");
  }

  private static Map<String, Object> link(String group, String network) {
    return Map.of(
        "virtualNetworkLinkName", "link-hub",
        "privateZoneName", "privatelink.blob.core.windows.net",
        "resourceGroupName", group,
        "location", "global",
        "virtualNetwork", Map.of("id", network));
  }

  @Test
  void anUpdateOfANetworkKeepsTheSubnetsThatAreSeparateResources() {
    group();
    var created = engine.create(NETWORK, network());
    String network = created.getId();
    String subnet = engine.create("network:Subnet", subnet()).getId();
    var before = azure.resources().find(subnet);

    // A refresh does not add the subnets to the inputs; an import does.
    assertThat(engine.refresh(NETWORK, network, network(), created.getProperties()).getInputs())
        .isEqualTo(EngineClient.struct(network()));
    assertThat(engine.read(NETWORK, network).getInputs().getFieldsMap()).containsKey("subnets");
    engine.update(NETWORK, network, with(network(), "tags", Map.of("owner", "somebody")));
    assertThat(azure.resources().find(subnet)).isEqualTo(before).isPresent();
  }

  @Test
  void aPutWithAListOfSubnetsDeletesTheOthersUnlessTheyAreUsed() {
    group();
    String network = engine.create(NETWORK, network()).getId();
    String subnet = engine.create("network:Subnet", subnet()).getId();
    Map<String, Object> other = Map.of("name", "snet-2", "addressPrefix", "10.0.1.0/24");
    Map<String, Object> listing = with(network(), "subnets", List.of(other));
    engine.update(NETWORK, network, listing);
    assertThat(azure.resources().find(subnet)).isEmpty();
    assertThat(azure.resources().find(network + "/subnets/snet-2")).isPresent();

    String endpoint =
        engine
            .create(
                "network:PrivateEndpoint",
                Map.of(
                    "privateEndpointName", "pe-1",
                    "resourceGroupName", "rg-1",
                    "location", "westeurope",
                    "subnet", Map.of("id", network + "/subnets/snet-2")))
            .getId();
    Map<String, Object> none = with(network(), "subnets", List.of());
    assertThatThrownBy(() -> engine.update(NETWORK, network, none))
        .hasMessageContaining("Code=\"InUseSubnetCannotBeDeleted\"")
        .hasMessageContaining("Subnet snet-2 is in use by " + endpoint);
    assertThat(azure.resources().find(network + "/subnets/snet-2")).isPresent();
    engine.delete("network:PrivateEndpoint", endpoint);
    engine.update(NETWORK, network, none);
    assertThat(azure.resources().find(network + "/subnets/snet-2")).isEmpty();
  }

  @Test
  void acknowledgedResourcesSurviveARestart() throws IOException {
    String id = group();
    ControlPlane next =
        ControlPlane.open(
            folder,
            CallerIdentity.LOCAL,
            ResourceBackends.none(),
            new FaultFile(folder.resolve("faults.txt")));
    assertThat(next.resources().find(id)).isEqualTo(azure.resources().find(id)).isPresent();
  }

  @Test
  void writeWithAnUnregisteredResourceProviderIsRefused() {
    group();
    String id = engine.create(NETWORK, network()).getId();
    Registrations registrations = Registrations.in(folder);
    registrations.unregister("microsoft.network");
    String refusal =
        "UNKNOWN: Status=409 (Conflict) Code=\"MissingSubscriptionRegistration\" Message=\"The"
            + " subscription registration is in 'Unregistered' state. The subscription must be"
            + " registered to use namespace 'Microsoft.Network'. See https://aka.ms/rps-not-found"
            + " for how to register subscriptions.\"";

    assertThatThrownBy(() -> engine.update(NETWORK, id, network())).hasMessage(refusal);
    engine.delete(NETWORK, id);
    assertThatThrownBy(() -> engine.create(NETWORK, network())).hasMessage(refusal);

    registrations.register("Microsoft.Network");
    assertThat(engine.create(NETWORK, network()).getId()).isEqualTo(id);
  }

  @Test
  void throttlingAndConflictsAreRetried() throws IOException {
    faults(
        "PUT Microsoft.Resources/resourceGroups 429 2 0",
        "DELETE Microsoft.Resources/resourceGroups 409 2 0");
    engine.delete(GROUP, group());
    assertThat(azure.resources().list()).isEmpty();
  }

  @Test
  void timeoutEndsTheRetries() throws IOException {
    faults("PUT Microsoft.Resources/resourceGroups 429 1 30");
    assertThatThrownBy(() -> engine.create(GROUP, Map.of("resourceGroupName", "rg-1"), 2))
        .hasMessage(
            "DEADLINE_EXCEEDED: context deadline exceeded after 2 s; the last answer of Azure was:"
                + " Status=429 (Too Many Requests) Code=\"TooManyRequests\" Message=\"The request"
                + " is being throttled as the limit has been reached for operation type - Write."
                + " For more information, see - https://aka.ms/srpthrottlinglimits\"");
  }

  @Test
  void cancellationEndsTheRetries() throws IOException {
    faults("PUT Microsoft.Resources/resourceGroups 429 1 30");
    var create = CompletableFuture.supplyAsync(this::group);
    engine.cancel();
    assertThatThrownBy(create::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageEndingWith("CANCELLED: operation canceled");
  }

  private void faults(String... lines) throws IOException {
    Files.writeString(folder.resolve("faults.txt"), String.join("\n", lines));
  }

  private String group() {
    return engine
        .create(GROUP, Map.of("resourceGroupName", "rg-1", "location", "westeurope"))
        .getId();
  }

  private static Map<String, Object> network() {
    return Map.of(
        "virtualNetworkName", "vnet-1",
        "resourceGroupName", "rg-1",
        "location", "westeurope",
        "addressSpace", Map.of("addressPrefixes", List.of("10.0.0.0/16")));
  }

  private static Map<String, Object> subnet() {
    return Map.of(
        "subnetName", "snet-1",
        "virtualNetworkName", "vnet-1",
        "resourceGroupName", "rg-1",
        "addressPrefix", "10.0.0.0/24");
  }

  private static Map<String, Object> server(String location, String mode) {
    return Map.of(
        "serverName",
        "pg-1",
        "resourceGroupName",
        "rg-1",
        "location",
        location,
        "version",
        "16",
        "sku",
        Map.of("name", "Standard_D4ds_v5", "tier", "GeneralPurpose"),
        "storage",
        Map.of("storageSizeGB", 128),
        "highAvailability",
        Map.of("mode", mode));
  }

  private static Map<String, Object> vault(String createMode) {
    return Map.of(
        "vaultName", "kv-1",
        "resourceGroupName", "rg-1",
        "location", "westeurope",
        "properties",
            Map.of(
                "tenantId",
                "00000000-0000-4000-8000-000000000002",
                "createMode",
                createMode,
                "enableRbacAuthorization",
                true,
                "sku",
                Map.of("family", "A", "name", "standard")));
  }

  private static Map<String, Object> with(Map<String, Object> inputs, String name, Object value) {
    Map<String, Object> changed = new TreeMap<>(inputs);
    changed.put(name, value);
    return changed;
  }
}
