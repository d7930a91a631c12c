package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.BodyValues;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
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

/** Data Factory refuses what Azure refuses. */
class DataFactoryTest {
  private static final String FACTORY = "datafactory:Factory";
  private static final String RUNTIME = "datafactory:IntegrationRuntime";
  private static final String ENDPOINT = "datafactory:ManagedPrivateEndpoint";
  private static final String DEPLOYMENT = "resources:Deployment";
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-1";
  private static final String NETWORK =
      GROUP + "/providers/Microsoft.DataFactory/factories/adf-1/managedVirtualNetworks/default";

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

  @Test
  void aFactoryHasAnIdentityAndKeepsItsTimeOfCreation() {
    String id = engine.create(FACTORY, factory()).getId();
    String created = BodyValues.text(stored(id), "properties.createTime");
    assertThat(created).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(BodyValues.text(stored(id), "identity.principalId")).matches("[0-9a-f-]{36}");
    engine.update(FACTORY, id, with(factory(), "publicNetworkAccess", "Enabled"));
    assertThat(BodyValues.text(stored(id), "properties.createTime")).isEqualTo(created);
  }

  @Test
  void aNameThatDataFactoryDoesNotAcceptIsRefused() {
    assertThat(engine.check(FACTORY, with(factory(), "factoryName", "adf--1")))
        .singleElement()
        .asString()
        .startsWith("InvalidResourceName: The name 'adf--1' of the data factory is invalid.");
    assertThat(engine.check(RUNTIME, with(runtime(), "integrationRuntimeName", "runtime_1")))
        .singleElement()
        .asString()
        .startsWith("InvalidResourceName: The name 'runtime_1' of the integration runtime");
    assertThat(engine.check(FACTORY, with(factory(), "factoryName", "adf-1"))).isEmpty();
  }

  @Test
  void unknownPropertiesAndValuesAreRefused() {
    assertThat(engine.check(FACTORY, with(factory(), "publicNetworkAccess", "Off")))
        .containsExactly(
            "InvalidRequestPropertyValue: The value 'Off' is not valid for the property"
                + " 'publicNetworkAccess'. The allowed values are: Disabled, Enabled.");
    assertThat(engine.check(FACTORY, with(factory(), "managedVirtualNetwork", "default")))
        .singleElement()
        .asString()
        .contains("Could not find member 'managedVirtualNetwork' on object of type 'Factory'");
    assertThat(
            engine.check(
                RUNTIME, with(runtime(), "properties", Map.of("type", "Managed", "network", "x"))))
        .singleElement()
        .asString()
        .contains("Could not find member 'network'");
    assertThat(
            engine.check(
                ENDPOINT, with(endpoint("lake", GROUP), "properties", Map.of("group", "blob"))))
        .singleElement()
        .asString()
        .contains("Could not find member 'group'");
    assertThat(engine.check(FACTORY, with(factory(), "repoConfiguration", Map.of("type", "x"))))
        .hasSize(4)
        .allMatch(finding -> finding.contains("Required property"));
  }

  @Test
  void aRepositoryHasThePropertiesOfItsHostOnly() {
    Map<String, Object> github =
        Map.of(
            "type", "FactoryGitHubConfiguration",
            "accountName", "contoso",
            "repositoryName", "platform",
            "collaborationBranch", "main",
            "rootFolder", "/");
    String id = engine.create(FACTORY, with(factory(), "repoConfiguration", github)).getId();
    refusesRepository(
        id,
        with(github, "projectName", "x"),
        "The FactoryGitHubConfiguration has no property 'projectName'.");
    refusesRepository(
        id,
        with(github, "type", "FactoryVSTSConfiguration"),
        "The projectName of a FactoryVSTSConfiguration is required.");
    refusesRepository(
        id,
        with(github, "type", "Svn"),
        "The type 'Svn' of the repository configuration is invalid.");
  }

  private void refusesRepository(String id, Map<String, Object> repository, String text) {
    refuses(
        () -> engine.update(FACTORY, id, with(factory(), "repoConfiguration", repository)), text);
  }

  @Test
  void aDeploymentCreatesTheNetworkWhichIsDeletedWithTheFactory() {
    refuses(
        () -> engine.create(DEPLOYMENT, deployment("adf-1/default", "2018-06-01")),
        "ParentResourceNotFound",
        "the parent resource '" + NETWORK.replace("/managedVirtualNetworks/default", "") + "'");
    String factory = engine.create(FACTORY, factory()).getId();
    String id = engine.create(DEPLOYMENT, deployment("adf-1/default", "2018-06-01")).getId();
    assertThat(azure.resources().find(NETWORK)).isPresent();
    assertThat(BodyValues.at(stored(id), "properties.template")).isEmpty();
    engine.delete(DEPLOYMENT, id);
    assertThat(azure.resources().find(id)).isEmpty();
    assertThat(azure.resources().find(NETWORK)).isPresent();
    engine.delete(FACTORY, factory);
    assertThat(azure.resources().find(NETWORK)).isEmpty();
  }

  @Test
  void aTemplateWithOtherContentIsRefusedAndCreatesNothing() {
    engine.create(FACTORY, factory());
    refuses(
        () -> engine.create(DEPLOYMENT, deployment("adf-1/other", "2018-06-01")),
        "must have the name 'default'");
    refuses(
        () -> engine.create(DEPLOYMENT, deployment("adf-1", "2018-06-01")),
        "InvalidTemplate",
        "incorrect segment lengths");
    refuses(
        () -> engine.create(DEPLOYMENT, deployment("adf-1/default", "2024-03-01")),
        "NoRegisteredProviderFound");
    refuses(
        () -> engine.create(DEPLOYMENT, deployment("[variables('name')]", "2018-06-01")),
        "InvalidTemplate",
        "the expression '[variables('name')]' is not supported");
    refuses(
        () ->
            engine.create(
                DEPLOYMENT,
                with(
                    deployment("adf-1/default", "2018-06-01"),
                    "properties",
                    Map.of("mode", "Complete", "template", Map.of()))),
        "the mode must be Incremental");
    assertThat(azure.resources().list())
        .extracting(ArmResource::type)
        .containsExactlyInAnyOrder(
            "Microsoft.Resources/resourceGroups", "Microsoft.DataFactory/factories");
  }

  @Test
  void aRuntimeNeedsTheNetworkAndStaysInIt() {
    engine.create(FACTORY, factory());
    refuses(
        () -> engine.create(RUNTIME, runtime()),
        "The managed virtual network 'default' was not found.");
    engine.create(DEPLOYMENT, deployment("adf-1/default", "2018-06-01"));
    String id = engine.create(RUNTIME, runtime()).getId();
    assertThat(BodyValues.text(stored(id), "properties.typeProperties.computeProperties.location"))
        .isEqualTo("AutoResolve");
    assertThat(BodyValues.text(stored(id), "properties.managedVirtualNetwork.referenceName"))
        .isEqualTo("default");
    refuses(
        () -> engine.update(RUNTIME, id, with(runtime(), "properties", Map.of("type", "Managed"))),
        "An existing integration runtime cannot be moved");
    refuses(
        () -> engine.update(RUNTIME, id, with(runtime(), "properties", Map.of("type", "Robot"))),
        "The type 'Robot' of an integration runtime is not supported.");
  }

  @Test
  void anEndpointWaitsForItsApprovalAndLeadsToOneService() {
    engine.create(FACTORY, factory());
    String vault = GROUP + "/providers/Microsoft.KeyVault/vaults/kv-1";
    refuses(() -> engine.create(ENDPOINT, endpoint("vault", vault)), "ParentResourceNotFound");
    engine.create(DEPLOYMENT, deployment("adf-1/default", "2018-06-01"));
    String id = engine.create(ENDPOINT, endpoint("vault", vault)).getId();
    assertThat(BodyValues.text(stored(id), "properties.connectionState.status"))
        .isEqualTo("Pending");
    refuses(
        () -> engine.update(ENDPOINT, id, endpoint("vault", vault + "2")),
        "PropertyChangeNotAllowed",
        "privateLinkResourceId");
  }

  @Test
  void aServerInAVirtualNetworkHasNoPrivateEndpoints() {
    engine.create(FACTORY, factory());
    engine.create(DEPLOYMENT, deployment("adf-1/default", "2018-06-01"));
    String server =
        engine
            .create(
                "dbforpostgresql:Server",
                Map.of(
                    "serverName", "pg-1",
                    "resourceGroupName", "rg-1",
                    "location", "westeurope",
                    "network",
                        Map.of(
                            "delegatedSubnetResourceId",
                            GROUP + "/providers/Microsoft.Network/virtualNetworks/v/subnets/s")))
            .getId();
    refuses(
        () -> engine.create(ENDPOINT, endpoint("postgresqlServer", server)),
        "Private endpoints cannot be created for servers that have private access (virtual network"
            + " integration).");
    String open =
        engine
            .create(
                "dbforpostgresql:Server",
                Map.of(
                    "serverName", "pg-2",
                    "resourceGroupName", "rg-1",
                    "location", "westeurope"))
            .getId();
    engine.create(ENDPOINT, endpoint("postgresqlServer", open));
  }

  private static void refuses(ThrowingCallable request, String... texts) {
    assertThatThrownBy(request).message().contains(texts);
  }

  private ArmResource stored(String id) {
    return azure.resources().find(id).orElseThrow();
  }

  private static Map<String, Object> factory() {
    return Map.of(
        "factoryName", "adf-1",
        "resourceGroupName", "rg-1",
        "location", "westeurope",
        "publicNetworkAccess", "Disabled",
        "identity", Map.of("type", "SystemAssigned"));
  }

  private static Map<String, Object> deployment(String name, String apiVersion) {
    return Map.of(
        "deploymentName",
        "network",
        "resourceGroupName",
        "rg-1",
        "properties",
        Map.of(
            "mode",
            "Incremental",
            "template",
            Map.of(
                "$schema",
                "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                "contentVersion",
                "1.0.0.0",
                "resources",
                List.of(
                    Map.of(
                        "type",
                        "Microsoft.DataFactory/factories/managedVirtualNetworks",
                        "apiVersion",
                        apiVersion,
                        "name",
                        name,
                        "properties",
                        Map.of())))));
  }

  private static Map<String, Object> runtime() {
    return Map.of(
        "integrationRuntimeName",
        "AutoResolveIntegrationRuntime",
        "factoryName",
        "adf-1",
        "resourceGroupName",
        "rg-1",
        "properties",
        Map.of(
            "type",
            "Managed",
            "computeProperties",
            Map.of("location", "AutoResolve"),
            "managedVirtualNetwork",
            Map.of("type", "ManagedVirtualNetworkReference", "referenceName", "default")));
  }

  private static Map<String, Object> endpoint(String groupId, String target) {
    return Map.of(
        "managedPrivateEndpointName", "one",
        "managedVirtualNetworkName", "default",
        "factoryName", "adf-1",
        "resourceGroupName", "rg-1",
        "properties", Map.of("privateLinkResourceId", target, "groupId", groupId));
  }

  private static Map<String, Object> with(Map<String, ?> map, String name, Object value) {
    Map<String, Object> changed = new TreeMap<>(map);
    changed.put(name, value);
    return changed;
  }
}
