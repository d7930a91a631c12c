package io.quarterdeck.local.arm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.Region;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Context;
import com.azure.resourcemanager.AzureResourceManager;
import com.azure.resourcemanager.authorization.fluent.RoleAssignmentsClient;
import com.azure.resourcemanager.authorization.fluent.models.RoleAssignmentInner;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.keyvault.models.Vault;
import com.azure.resourcemanager.msi.models.Identity;
import com.azure.resourcemanager.network.models.Network;
import com.azure.resourcemanager.resources.models.ResourceGroup;
import com.azure.resourcemanager.storage.models.MinimumTlsVersion;
import com.azure.resourcemanager.storage.models.StorageAccount;
import com.azure.resourcemanager.storage.models.StorageAccountSkuType;
import com.google.gson.JsonParser;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.requests.ResourceWrites;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.TestContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes resources at the endpoint, through Azure's own client library and with plain requests. */
class ArmWritesTest {
  private static final String GROUP = TestResources.ACCOUNT.id() + "/resourceGroups/rg-writes";
  private static final String STORAGE =
      GROUP + "/providers/Microsoft.Storage/storageAccounts/stone";
  private static final String NETWORK =
      GROUP + "/providers/Microsoft.Network/virtualNetworks/vnet-one";

  @TempDir private static Path certificates;
  @TempDir private Path folder;

  private ControlPlane plane;
  private TestContext context;
  private Emulator.Running running;
  private AzureResourceManager azure;

  @BeforeEach
  void start() throws Exception {
    context = TestContext.in(folder, certificates, Audience.RESOURCE_MANAGER);
    plane =
        ControlPlane.open(
            folder.resolve("arm"), CallerIdentity.LOCAL, ResourceBackends.none(), Faults.NONE);
    running =
        new ArmEmulator(
                plane.resources(),
                TestResources.ACCOUNT,
                TestTenant.authority(),
                Registrations.in(folder.resolve("arm")),
                Faults.NONE,
                (caller, id) -> {},
                new ResourceWrites(() -> plane))
            .start(context.emulator());
    azure =
        AzureResourceManager.configure()
            .withHttpClient(context.http())
            .authenticate(TestContext.credential(context.token()), profile())
            .withSubscription(TestResources.ACCOUNT.subscriptionId());
  }

  private AzureProfile profile() {
    return new AzureProfile(
        TestResources.ACCOUNT.tenantId(),
        TestResources.ACCOUNT.subscriptionId(),
        new AzureEnvironment(
            Map.of(
                "resourceManagerEndpointUrl",
                running.endpoint() + "/",
                "managementEndpointUrl",
                running.endpoint() + "/",
                "microsoftGraphResourceId",
                running.endpoint() + "/",
                "activeDirectoryEndpointUrl",
                running.endpoint() + "/",
                "storageEndpointSuffix",
                ".core.windows.net",
                "keyVaultDnsSuffix",
                ".vault.azure.net")));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void aGroupIsCreatedChangedAndDeletedWithItsResources() {
    ResourceGroup group =
        azure
            .resourceGroups()
            .define("rg-writes")
            .withRegion(Region.SWEDEN_CENTRAL)
            .withTag("team", "data")
            .create();
    assertThat(group.provisioningState()).isEqualTo("Succeeded");
    assertThat(group.update().withTag("cost", "1").withoutTag("team").apply().tags())
        .isEqualTo(Map.of("cost", "1"));
    azure
        .identities()
        .define("id-one")
        .withRegion(Region.SWEDEN_CENTRAL)
        .withExistingResourceGroup("rg-writes")
        .create();

    azure.resourceGroups().deleteByName("rg-writes");

    assertThat(azure.resourceGroups().contain("rg-writes")).isFalse();
    assertThat(plane.resources().list()).isEmpty();
  }

  @Test
  void anAccountIsCreatedAsynchronouslyAndChangedInPlace() {
    group();
    StorageAccount account =
        azure
            .storageAccounts()
            .define("stone")
            .withRegion(Region.SWEDEN_CENTRAL)
            .withExistingResourceGroup("rg-writes")
            .withSku(StorageAccountSkuType.STANDARD_ZRS)
            .withGeneralPurposeAccountKindV2()
            .withHnsEnabled(true)
            .withMinimumTlsVersion(MinimumTlsVersion.TLS1_2)
            .create();
    assertThat(account.endPoints().primary().blob())
        .isEqualTo("https://stone.blob.core.windows.net/");

    StorageAccount changed =
        account.update().disableSharedKeyAccess().withTag("state", "pulumi").apply();

    assertThat(changed.isSharedKeyAccessAllowed()).isFalse();
    assertThat(changed.isHnsEnabled()).isTrue();
    assertThat(changed.minimumTlsVersion()).isEqualTo(MinimumTlsVersion.TLS1_2);
    azure.storageAccounts().deleteById(account.id());
    assertThat(ask(HttpMethod.DELETE, STORAGE + "?api-version=2024-01-01", "")).isEqualTo("204 ");
  }

  @Test
  void networksVaultsIdentitiesAndAssignmentsAreCreated() {
    group();
    Network network =
        azure
            .networks()
            .define("vnet-one")
            .withRegion(Region.SWEDEN_CENTRAL)
            .withExistingResourceGroup("rg-writes")
            .withAddressSpace("10.0.0.0/16")
            .withSubnet("snet-one", "10.0.1.0/24")
            .create();
    assertThat(network.subnets().get("snet-one").addressPrefix()).isEqualTo("10.0.1.0/24");
    Identity identity =
        azure
            .identities()
            .define("id-one")
            .withRegion(Region.SWEDEN_CENTRAL)
            .withExistingResourceGroup("rg-writes")
            .create();
    Vault vault =
        azure
            .vaults()
            .define("kv-one")
            .withRegion(Region.SWEDEN_CENTRAL)
            .withExistingResourceGroup("rg-writes")
            .withRoleBasedAccessControl()
            .withPurgeProtectionEnabled()
            .create();
    assertThat(vault.vaultUri()).isEqualTo("https://kv-one.vault.azure.net/");
    RoleAssignmentsClient assignments =
        azure
            .accessManagement()
            .roleAssignments()
            .manager()
            .roleServiceClient()
            .getRoleAssignments();
    String role =
        TestResources.ACCOUNT.id()
            + "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7";
    RoleAssignmentInner assignment =
        assignments.create(
            vault.id(),
            "11111111-1111-4111-8111-111111111111",
            new RoleAssignmentCreateParameters()
                .withPrincipalId(identity.principalId())
                .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL)
                .withRoleDefinitionId(role));
    assertThat(assignment.scope()).isEqualTo(vault.id());

    azure.networks().deleteById(network.id());

    assertThat(plane.resources().find(network.id())).isEmpty();
    assertThat(assignments.deleteById(assignment.id()).id()).isEqualTo(assignment.id());
  }

  @Test
  void aRoleOfOnesOwnIsCreatedAndDeleted() {
    String id =
        TestResources.ACCOUNT.id()
            + "/providers/Microsoft.Authorization/roleDefinitions/22222222-2222-4222-8222-222222222222";
    String body =
        "{'properties': {'roleName': 'Locks', 'type': 'CustomRole', 'permissions': [{'actions':"
            + " ['Microsoft.Authorization/locks/*']}], 'assignableScopes': ['"
            + TestResources.ACCOUNT.id()
            + "']}}";

    assertThat(put(id, "2022-04-01", body))
        .startsWith("201 ")
        .contains("\"type\":\"Microsoft.Authorization/roleDefinitions\"", "\"roleName\":\"Locks\"");
    assertThat(put(id, "2022-04-01", body)).startsWith("200 ");
    assertThat(ask(HttpMethod.DELETE, id + "?api-version=2022-04-01", "")).startsWith("200 {");
    assertThat(ask(HttpMethod.DELETE, id + "?api-version=2022-04-01", "")).isEqualTo("204 ");
  }

  @Test
  void aBodyThatDoesNotHaveThePublishedShapeIsRefused() {
    group();
    assertThat(
            put(
                STORAGE,
                "2024-01-01",
                "{'location': 'swedencentral', 'kind': 'StorageV2', 'sku': {'name': 'Standard_LRS'},"
                    + " 'properties': {'allowBlobPublicAcess': false}}"))
        .isEqualTo(
            error(
                400,
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: 'Could not find member 'allowBlobPublicAcess' on object of type 'StorageAccountArgsProperties'. Path 'properties.allowBlobPublicAcess'.'."));
    assertThat(
            put(
                STORAGE,
                "2024-01-01",
                "{'location': 'swedencentral', 'kind': 'StorageV9', 'sku': {'name': 'Standard_LRS'}}"))
        .startsWith(
            "400 {\"error\":{\"code\":\"InvalidRequestPropertyValue\",\"message\":\"The value 'StorageV9' is not valid for the property 'kind'.");
    assertThat(
            put(
                STORAGE,
                "2024-01-01",
                "{'location': 'swedencentral', 'kind': 'StorageV2', 'sku': {'name': 'Standard_LRS'},"
                    + " 'properties': {'allowBlobPublicAccess': 'no'}}"))
        .startsWith("400 {\"error\":{\"code\":\"InvalidRequestContent\"")
        .contains("Error converting value no to type 'System.Boolean'");
    assertThat(put(STORAGE, "2024-01-01", "{'location': 'swedencentral', 'kind': 'StorageV2'}"))
        .contains("'Required property 'sku' not found in JSON. Path ''.'");
    assertThat(put(GROUP + "x", "2024-03-01", "{}"))
        .isEqualTo(
            error(
                400, "LocationRequired", "The location property is required for this definition."));
    assertThat(put(GROUP + "x", "2024-03-01", "[]"))
        .isEqualTo(
            error(
                400,
                "InvalidRequestContent",
                "The request content was invalid: found other JSON, no JSON object."));
  }

  @Test
  void aResponseCanBeSentBackAlthoughItContainsWhatAzureComputes() {
    group();
    String made =
        put(
            STORAGE,
            "2024-01-01",
            "{'location': 'swedencentral', 'kind': 'StorageV2', 'sku': {'name': 'Standard_LRS'}}");
    assertThat(made).isEqualTo("202 ");
    String body = ask(HttpMethod.GET, STORAGE + "?api-version=2024-01-01", null).substring(4);

    String again = put(STORAGE, "2024-01-01", body);

    assertThat(again).startsWith("200 ");
    assertThat(JsonParser.parseString(again.substring(4))).isEqualTo(JsonParser.parseString(body));
  }

  @Test
  void aPatchKeepsWhatItDoesNotContainAndReplacesTheTags() {
    group();
    put(
        NETWORK,
        "2024-05-01",
        "{'location': 'swedencentral', 'tags': {'a': '1', 'b': '2'}, 'properties': {'addressSpace':"
            + " {'addressPrefixes': ['10.0.0.0/16']}}}");

    String patched =
        ask(HttpMethod.PATCH, NETWORK + "?api-version=2024-05-01", "{\"tags\": {\"c\": \"3\"}}");

    assertThat(patched)
        .startsWith("200 ")
        .contains("\"tags\":{\"c\":\"3\"}", "\"addressPrefixes\":[\"10.0.0.0/16\"]");
    assertThat(ask(HttpMethod.PATCH, NETWORK + "x?api-version=2024-05-01", "{}"))
        .startsWith("404 {\"error\":{\"code\":\"ResourceNotFound\"");
  }

  @Test
  void anAsynchronousOperationHasTheHeadersOfItsService() {
    group();
    try (HttpResponse made =
        send(
            HttpMethod.PUT,
            NETWORK + "?api-version=2024-05-01",
            "{\"location\": \"swedencentral\", \"properties\": {\"addressSpace\":"
                + " {\"addressPrefixes\": [\"10.0.0.0/16\"]}}}")) {
      assertThat(made.getStatusCode()).isEqualTo(201);
      String status = made.getHeaderValue(HttpHeaderName.fromString("Azure-AsyncOperation"));
      assertThat(status)
          .startsWith(
              running.endpoint()
                  + TestResources.ACCOUNT.id()
                  + "/providers/Microsoft.Network/locations/swedencentral/operations/");
      assertThat(made.getHeaderValue(HttpHeaderName.fromString("Retry-After"))).isEqualTo("1");
      assertThat(
              ask(HttpMethod.GET, status.substring(running.endpoint().toString().length()), null))
          .startsWith("200 ")
          .contains("\"status\":\"Succeeded\"");
    }
    try (HttpResponse deleted =
        send(HttpMethod.DELETE, NETWORK + "?api-version=2024-05-01", null)) {
      assertThat(deleted.getStatusCode()).isEqualTo(202);
      assertThat(deleted.getHeaderValue(HttpHeaderName.fromString("Location")))
          .contains("/operationResults/");
    }
  }

  @Test
  void writesThatAzureRefusesAreRefusedWithItsCodes() {
    assertThat(put(STORAGE, "2024-01-01", "{'location': 'swedencentral'}"))
        .isEqualTo(
            error(404, "ResourceGroupNotFound", "Resource group 'rg-writes' could not be found."));
    assertThat(ask(HttpMethod.DELETE, GROUP + "?api-version=2024-03-01", null))
        .isEqualTo(
            error(404, "ResourceGroupNotFound", "Resource group 'rg-writes' could not be found."));
    group();
    assertThat(put(STORAGE, "2020-01-01", "{}"))
        .startsWith("400 {\"error\":{\"code\":\"NoRegisteredProviderFound\"");
    assertThat(put(GROUP + "/providers/Microsoft.Search/searchServices/a", "2024-01-01", "{}"))
        .startsWith("404 {\"error\":{\"code\":\"InvalidResourceNamespace\"");
    assertThat(put(GROUP + "/providers/Microsoft.Storage/disks/a", "2024-01-01", "{}"))
        .startsWith("404 {\"error\":{\"code\":\"InvalidResourceType\"");
    put(
        GROUP + "/providers/Microsoft.Authorization/locks/keep",
        "2017-04-01",
        "{'properties': {'level': 'CanNotDelete'}}");
    assertThat(ask(HttpMethod.DELETE, GROUP + "?api-version=2024-03-01", null))
        .startsWith("409 {\"error\":{\"code\":\"ScopeLocked\"");
  }

  @Test
  void anErrorOfTheLibraryHasTheCodeOfAzure() {
    group();
    assertThatThrownBy(
            () ->
                azure
                    .storageAccounts()
                    .define("Not-Valid")
                    .withRegion(Region.SWEDEN_CENTRAL)
                    .withExistingResourceGroup("rg-writes")
                    .create())
        .isInstanceOfSatisfying(
            ManagementException.class,
            error -> assertThat(error.getValue().getCode()).isEqualTo("AccountNameInvalid"));
  }

  @Test
  void theNameOfAnAccountIsFreeInvalidOrTaken() {
    group();
    put(
        STORAGE,
        "2024-01-01",
        "{'location': 'swedencentral', 'kind': 'StorageV2', 'sku': {'name': 'Standard_LRS'}}");
    assertThat(availability("sttwo")).isEqualTo("200 {\"nameAvailable\":true}");
    assertThat(availability("stone"))
        .isEqualTo(
            "200 {\"nameAvailable\":false,\"reason\":\"AlreadyExists\",\"message\":\"The storage account named stone is already taken.\"}");
    assertThat(availability("St-One")).contains("\"reason\":\"AccountNameInvalid\"");
  }

  private String availability(String name) {
    return ask(
        HttpMethod.POST,
        TestResources.ACCOUNT.id()
            + "/providers/Microsoft.Storage/checkNameAvailability?api-version=2024-01-01",
        "{\"name\": \"" + name + "\", \"type\": \"Microsoft.Storage/storageAccounts\"}");
  }

  private void group() {
    assertThat(put(GROUP, "2024-03-01", "{'location': 'swedencentral'}")).startsWith("201 ");
  }

  private String put(String id, String version, String body) {
    return ask(HttpMethod.PUT, id + "?api-version=" + version, body.replace('\'', '"'));
  }

  private String ask(HttpMethod method, String target, String body) {
    try (HttpResponse answer = send(method, target, body)) {
      String text = answer.getBodyAsString().block();
      return answer.getStatusCode() + " " + (text == null ? "" : text);
    }
  }

  private HttpResponse send(HttpMethod method, String target, String body) {
    HttpRequest request =
        new HttpRequest(method, running.endpoint() + target)
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + context.token());
    return context.http().sendSync(body == null ? request : request.setBody(body), Context.NONE);
  }

  private static String error(int status, String code, String message) {
    return "%d {\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(status, code, message);
  }
}
