package io.quarterdeck.local.arm.endpoint;

import static io.quarterdeck.local.arm.endpoint.TestResources.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.requests.ResourceWrites;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.authorization.TestRoles;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.TestContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner of an account and of a vault approves the private endpoints of a data factory. */
class EndpointConnectionsTest {
  private static final String GROUP = ACCOUNT.id() + "/resourceGroups/rg-factory";
  private static final String STORAGE_TYPE = "Microsoft.Storage/storageAccounts";
  private static final String STORAGE =
      GROUP + "/providers/Microsoft.Storage/storageAccounts/stfactory";
  private static final String FACTORY =
      GROUP + "/providers/Microsoft.DataFactory/factories/adf-one";
  private static final String NETWORK = FACTORY + "/managedVirtualNetworks/default";
  private static final String ENDPOINT = NETWORK + "/managedPrivateEndpoints/lake";
  private static final String READER = "00000000-0000-4000-8000-000000000020";

  @TempDir private static Path certificates;
  @TempDir private Path folder;

  private TestContext owner;
  private Emulator.Running running;

  @BeforeEach
  void start() throws Exception {
    owner = TestContext.in(folder, certificates, Audience.RESOURCE_MANAGER);
    ControlPlane plane =
        ControlPlane.open(
            folder.resolve("arm"), CallerIdentity.LOCAL, ResourceBackends.none(), Faults.NONE);
    running =
        new ArmEmulator(
                plane.resources(),
                ACCOUNT,
                TestTenant.authority(),
                Registrations.in(folder.resolve("arm")),
                Faults.NONE,
                (caller, id) -> {},
                new ResourceWrites(() -> plane))
            .start(owner.emulator());
    put(GROUP, "2024-03-01", "{'location': 'swedencentral'}");
    put(
        STORAGE,
        "2024-01-01",
        "{'location': 'swedencentral', 'kind': 'StorageV2', 'sku': {'name': 'Standard_LRS'}}");
    put(
        FACTORY,
        "2018-06-01",
        "{'location': 'swedencentral', 'identity': {'type': 'SystemAssigned'}}");
    plane.created(deploymentOfNetwork());
    put(
        ENDPOINT,
        "2018-06-01",
        "{'properties': {'groupId': 'blob', 'privateLinkResourceId': '" + STORAGE + "'}}");
  }

  /** Azure has no request for the managed network itself. */
  private static ArmRequest deploymentOfNetwork() {
    ArmType type =
        ArmTypes.all().stream()
            .filter(each -> each.azureType().equals("Microsoft.Resources/deployments"))
            .findFirst()
            .orElseThrow();
    Map<String, Object> network =
        Map.of(
            "type",
            "Microsoft.DataFactory/factories/managedVirtualNetworks",
            "apiVersion",
            "2018-06-01",
            "name",
            "adf-one/default",
            "properties",
            Map.of());
    Map<String, Object> template =
        Map.of(
            "$schema",
            "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            "contentVersion",
            "1.0.0.0",
            "resources",
            List.of(network));
    return new ArmRequest(
        type,
        GROUP + "/providers/Microsoft.Resources/deployments/network",
        Map.of("properties", Map.of("mode", "Incremental", "template", template)));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void theConnectionIsPendingUntilTheOwnerApprovesIt() {
    JsonObject pending = connection();
    assertThat(status(pending)).isEqualTo("Pending");

    assertThat(decide(owner, pending, "Approved")).startsWith("200 ");

    assertThat(status(connection())).isEqualTo("Approved");
    assertThat(get(ENDPOINT, "2018-06-01"))
        .contains("\"status\":\"Approved\"", "\"description\":\"dev\"");
    // An update of the endpoint keeps the approval.
    put(
        ENDPOINT,
        "2018-06-01",
        "{'properties': {'groupId': 'blob', 'privateLinkResourceId': '" + STORAGE + "'}}");
    assertThat(status(connection())).isEqualTo("Approved");
  }

  @Test
  void anInvalidStateAConnectionThatDoesNotExistAndAReaderAreRefused() {
    JsonObject pending = connection();

    assertThat(decide(owner, pending, "Perhaps"))
        .startsWith("400 ")
        .contains("The status 'Perhaps' of a private endpoint connection is invalid.");
    JsonObject other = pending.deepCopy();
    other.addProperty("id", pending.get("id").getAsString() + "x");
    assertThat(decide(owner, other, "Approved")).startsWith("404 ");
    put(
        STORAGE + "/providers/Microsoft.Authorization/roleAssignments/" + TestRoles.READER,
        "2022-04-01",
        "{'properties': {'principalId': '"
            + READER
            + "', 'principalType': 'ServicePrincipal', 'roleDefinitionId': '"
            + TestRoles.definitionId(TestRoles.READER)
            + "'}}");
    TestContext reader =
        new TestContext(
            owner.emulator(),
            owner.http(),
            TestTenant.applicationToken("preview", Audience.RESOURCE_MANAGER));
    assertThat(decide(reader, pending, "Approved"))
        .startsWith("403 ")
        .contains("'Microsoft.Storage/storageAccounts/privateEndpointConnections/write'");
    assertThat(status(connection())).isEqualTo("Pending");
  }

  @Test
  void aContainerWithoutPublicAccessHasTheValueNone() {
    String container = STORAGE + "/blobServices/default/containers/state";

    put(container, "2024-01-01", "{'properties': {}}");

    assertThat(get(container, "2024-01-01")).contains("\"publicAccess\":\"None\"");
    put(container, "2024-01-01", "{'properties': {'publicAccess': 'Blob'}}");
    assertThat(get(container, "2024-01-01")).contains("\"publicAccess\":\"Blob\"");
  }

  @Test
  void aListOfResourcesIsFilteredByGroupAndType() {
    assertThat(filtered("resourceGroup eq 'RG-FACTORY' and resourceType eq '" + STORAGE_TYPE + "'"))
        .contains("\"stfactory\"")
        .doesNotContain("\"adf-one\"");
    assertThat(filtered("resourceGroup eq 'rg-factory'")).contains("\"stfactory\"", "\"adf-one\"");
    assertThat(filtered("resourceGroup eq 'rg-fact'")).isEqualTo("200 {\"value\":[]}");
    assertThat(filtered("resourceGroup eq 'rg-factory' or resourceType eq 'a'"))
        .contains("InvalidFilterInQueryString");
  }

  private String filtered(String filter) {
    return owner.ask(
        HttpMethod.GET,
        running.endpoint(),
        ACCOUNT.id()
            + "/resources?api-version=2021-04-01&$filter="
            + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20"),
        "");
  }

  @Test
  void aFeatureIsRegisteredIfItExists() {
    String feature =
        ACCOUNT.id()
            + "/providers/Microsoft.Features/providers/Microsoft.Compute/features/EncryptionAtHost";
    assertThat(get(feature, "2021-07-01")).contains("\"state\":\"NotRegistered\"");

    assertThat(post(feature + "/register?api-version=2021-07-01"))
        .startsWith("200 ")
        .contains("\"name\":\"Microsoft.Compute/EncryptionAtHost\"");

    assertThat(get(feature, "2021-07-01")).contains("\"state\":\"Registered\"");
    assertThat(post(feature + "s/register?api-version=2021-07-01"))
        .startsWith("404 ")
        .contains("The feature 'EncryptionAtHosts' could not be found.");
    assertThat(post(feature + "/register?api-version=2015-12-01")).startsWith("400 ");
    TestContext stranger =
        new TestContext(
            owner.emulator(),
            owner.http(),
            TestTenant.personToken("stranger", Audience.RESOURCE_MANAGER));
    assertThat(
            stranger.ask(
                HttpMethod.POST,
                running.endpoint(),
                feature + "/register?api-version=2021-07-01",
                ""))
        .startsWith("403 ")
        .contains(
            "'Microsoft.Features/providers/features/register/action' over scope '"
                + ACCOUNT.id()
                + "'");
  }

  private String post(String target) {
    return owner.ask(HttpMethod.POST, running.endpoint(), target, "");
  }

  /** Returns the only connection of the account. */
  private JsonObject connection() {
    String list = get(STORAGE + "/privateEndpointConnections", "2019-06-01");
    JsonArray all =
        JsonParser.parseString(list.substring(4)).getAsJsonObject().getAsJsonArray("value");
    assertThat(all).hasSize(1);
    return all.get(0).getAsJsonObject();
  }

  private static String status(JsonObject connection) {
    return connection
        .getAsJsonObject("properties")
        .getAsJsonObject("privateLinkServiceConnectionState")
        .get("status")
        .getAsString();
  }

  private String decide(TestContext caller, JsonObject connection, String status) {
    JsonObject state = new JsonObject();
    state.addProperty("status", status);
    state.addProperty("description", "dev");
    JsonObject properties = new JsonObject();
    properties.add("privateLinkServiceConnectionState", state);
    JsonObject body = new JsonObject();
    body.add("properties", properties);
    return caller.ask(
        HttpMethod.PUT,
        running.endpoint(),
        connection.get("id").getAsString() + "?api-version=2019-06-01",
        body.toString());
  }

  private String get(String id, String version) {
    return owner.ask(HttpMethod.GET, running.endpoint(), id + "?api-version=" + version, "");
  }

  private void put(String id, String version, String body) {
    assertThat(
            owner.ask(
                HttpMethod.PUT,
                running.endpoint(),
                id + "?api-version=" + version,
                body.replace('\'', '"')))
        .startsWith("20");
  }
}
