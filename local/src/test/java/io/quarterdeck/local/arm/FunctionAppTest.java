package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.BodyValues;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan Flex Consumption refuses what Azure refuses. */
class FunctionAppTest {
  private static final String PLAN = "web:AppServicePlan";
  private static final String APP = "web:WebApp";
  private static final String GROUP =
      "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-1";
  private static final String NETWORK =
      GROUP + "/providers/Microsoft.Network/virtualNetworks/vnet-1";
  private static final String IDENTITY =
      GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-1";

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
        "resources:ResourceGroup",
        Map.of("resourceGroupName", "rg-1", "location", "swedencentral"));
    engine.create(
        "storage:StorageAccount",
        Map.of(
            "accountName", "stfn",
            "resourceGroupName", "rg-1",
            "location", "swedencentral",
            "kind", "StorageV2",
            "sku", Map.of("name", "Standard_LRS")));
    engine.create(
        "storage:BlobContainer",
        Map.of("accountName", "stfn", "resourceGroupName", "rg-1", "containerName", "packages"));
    engine.create(
        "managedidentity:UserAssignedIdentity",
        Map.of("resourceName", "id-1", "resourceGroupName", "rg-1", "location", "swedencentral"));
    engine.create(
        "network:VirtualNetwork",
        Map.of(
            "virtualNetworkName",
            "vnet-1",
            "resourceGroupName",
            "rg-1",
            "location",
            "swedencentral",
            "addressSpace",
            Map.of("addressPrefixes", List.of("10.0.0.0/16"))));
    subnet("functions", "10.0.1.0/27", "Microsoft.App/environments");
    subnet("web", "10.0.2.0/27", "Microsoft.Web/serverFarms");
  }

  @AfterEach
  void stop() {
    engine.close();
    provider.close();
  }

  @Test
  void anAppRunsAndHasAHostName() {
    engine.create(PLAN, plan());
    String id = engine.create(APP, app()).getId();
    ArmResource app = azure.resources().find(id).orElseThrow();
    assertThat(BodyValues.text(app, "properties.state")).isEqualTo("Running");
    assertThat(BodyValues.text(app, "properties.defaultHostName"))
        .isEqualTo("func-1.azurewebsites.net");
    for (String policy : List.of("web:WebAppFtpAllowed", "web:WebAppScmAllowed")) {
      engine.create(policy, Map.of("name", "func-1", "resourceGroupName", "rg-1", "allow", false));
    }
    assertThat(azure.resources().find(id + "/basicPublishingCredentialsPolicies/ftp")).isPresent();
    assertThat(azure.resources().find(id + "/basicPublishingCredentialsPolicies/scm")).isPresent();
  }

  @Test
  void thePlanIsLinuxInARegionThatOffersIt() {
    refuses(PLAN, with(plan(), "reserved", false), "requires Linux");
    refuses(PLAN, with(plan(), "location", "norwayeast"), "not available in the location");
    refuses(
        PLAN,
        with(plan(), "sku", Map.of("name", "Y1", "tier", "Dynamic")),
        "supports no plan of the size 'Y1'");
  }

  @Test
  void thePlanHasOneAppInItsRegion() {
    refuses(APP, app(), "Cannot find AppServicePlan with name plan-1");
    engine.create(PLAN, plan());
    refuses(APP, with(app(), "location", "westeurope"), "must be in the same location");
    engine.create(APP, app());
    refuses(APP, with(app(), "name", "func-2"), "already has the app 'func-1'");
  }

  @Test
  void theSubnetIsDelegatedToTheServiceOfThePlan() {
    engine.create(PLAN, plan());
    refuses(
        APP,
        with(app(), "virtualNetworkSubnetId", NETWORK + "/subnets/web"),
        "Subnet web in VNET vnet-1 is missing a delegation to Microsoft.App/environments. Please"
            + " add the delegation and try again.");
    refuses(
        APP, with(app(), "virtualNetworkSubnetId", NETWORK + "/subnets/none"), "ResourceNotFound");
    Registrations.in(folder).unregister("Microsoft.App");
    refuses(APP, app(), "MissingSubscriptionRegistration");
    Registrations.in(folder).register("Microsoft.App");
    engine.create(APP, app());
  }

  @Test
  void propertiesAndSettingsOfOtherPlansAreRefused() {
    engine.create(PLAN, plan());
    refuses(
        APP,
        with(app(), "siteConfig", Map.of("linuxFxVersion", "JAVA|17")),
        "The following site configuration property (Site.SiteConfig.LinuxFxVersion) for Flex"
            + " Consumption sites is invalid.  Please remove or rename it before retrying.");
    refuses(
        APP,
        with(app(), "siteConfig", Map.of("ftpsState", "Disabled", "alwaysOn", true)),
        "list of 2 site configuration properties"
            + " (Site.SiteConfig.AlwaysOn,Site.SiteConfig.FtpsState)");
    refuses(
        APP,
        with(
            app(),
            "siteConfig",
            Map.of(
                "appSettings",
                List.of(Map.of("name", "FUNCTIONS_WORKER_RUNTIME", "value", "java")))),
        "The following app setting (Site.SiteConfig.AppSettings.FUNCTIONS_WORKER_RUNTIME)");
  }

  @Test
  void thePackageAndTheSizeAreChecked() {
    engine.create(PLAN, plan());
    refuses(
        APP, with(app(), "functionAppConfig", configuration("other", 512, 40)), "'https://stfn");
    refuses(
        APP, with(app(), "functionAppConfig", configuration("packages", 1024, 40)), "must be 512");
    refuses(
        APP, with(app(), "functionAppConfig", configuration("packages", 512, 39)), "from 40 to");
    refuses(APP, with(app(), "identity", Map.of("type", "None")), "not assigned to the app");
    Map<String, Object> without = new TreeMap<>(app());
    without.remove("functionAppConfig");
    refuses(APP, without, "functionAppConfig is required");
  }

  @Test
  void theSubnetOfAnAppKeepsItsDelegation() {
    engine.create(PLAN, plan());
    engine.create(APP, app());
    assertThatThrownBy(
            () ->
                engine.update(
                    "network:Subnet",
                    NETWORK + "/subnets/functions",
                    subnetInputs("functions", "10.0.1.0/27", "Microsoft.Web/serverFarms")))
        .hasMessageContaining("SubnetMissingRequiredDelegation");
  }

  private void refuses(String type, Map<String, Object> inputs, String text) {
    assertThatThrownBy(() -> engine.create(type, inputs)).hasMessageContaining(text);
  }

  private void subnet(String name, String range, String service) {
    engine.create("network:Subnet", subnetInputs(name, range, service));
  }

  private static Map<String, Object> subnetInputs(String name, String range, String service) {
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
        List.of(Map.of("name", "delegation", "serviceName", service)));
  }

  private static Map<String, Object> plan() {
    return Map.of(
        "name", "plan-1",
        "resourceGroupName", "rg-1",
        "location", "swedencentral",
        "kind", "functionapp",
        "reserved", true,
        "sku", Map.of("name", "FC1", "tier", "FlexConsumption"));
  }

  private static Map<String, Object> app() {
    return Map.of(
        "name",
        "func-1",
        "resourceGroupName",
        "rg-1",
        "location",
        "swedencentral",
        "kind",
        "functionapp,linux",
        "serverFarmId",
        GROUP + "/providers/Microsoft.Web/serverfarms/plan-1",
        "virtualNetworkSubnetId",
        NETWORK + "/subnets/functions",
        "identity",
        Map.of("type", "UserAssigned", "userAssignedIdentities", List.of(IDENTITY)),
        "functionAppConfig",
        configuration("packages", 512, 40),
        "siteConfig",
        Map.of("http20Enabled", true));
  }

  private static Map<String, Object> configuration(String container, int memory, int instances) {
    return Map.of(
        "deployment",
        Map.of(
            "storage",
            Map.of(
                "type",
                "blobContainer",
                "value",
                "https://stfn.blob.core.windows.net/" + container,
                "authentication",
                Map.of(
                    "type", "UserAssignedIdentity", "userAssignedIdentityResourceId", IDENTITY))),
        "runtime",
        Map.of("name", "java", "version", "17"),
        "scaleAndConcurrency",
        Map.of("instanceMemoryMB", memory, "maximumInstanceCount", instances));
  }

  private static Map<String, Object> with(Map<String, Object> inputs, String name, Object value) {
    Map<String, Object> changed = new TreeMap<>(inputs);
    changed.put(name, value);
    return changed;
  }
}
