package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.contract.HighAvailability;
import io.quarterdeck.contract.PostgresRegion;
import io.quarterdeck.contract.PostgresRegion.Access;
import io.quarterdeck.contract.PostgresRegion.Offer;
import io.quarterdeck.infra.settings.PostgresSettings;
import io.quarterdeck.infra.settings.PostgresSku;
import io.quarterdeck.infra.settings.PostgresSku.Tier;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What PostgreSQL flexible server offers in a region: "Capabilities By Location - List" of Azure's
 * REST reference. The fields are those of the model Capability in Azure/azure-rest-api-specs,
 * specification/postgresql/resource-manager/Microsoft.DBforPostgreSQL/PostgreSQL/models.tsp, at
 * 2025-08-01. The values are those of {@link PostgresRegion}.
 */
record CapabilityRoutes(
    Inventory inventory, ResourceProviders providers, Registrations registrations) {
  private static final String NAMESPACE = "Microsoft.DBforPostgreSQL";
  private static final int MIB = 1024;

  List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            "/subscriptions/{id}/providers/" + NAMESPACE + "/locations/{location}/capabilities",
            this::list),
        new Route(
            "GET",
            "/subscriptions/{id}/resourceGroups/{group}/providers/"
                + NAMESPACE
                + "/flexibleServers/{name}/capabilities",
            this::ofServer));
  }

  /**
   * What the region of a server offers. Source: "Capabilities By Server - List"
   * (/rest/api/postgresql/capabilities-by-server/list).
   */
  private Answer ofServer(Call call, List<String> path) {
    ResourcePath capabilities = ResourcePath.of(call.path()).orElseThrow();
    providers.check(capabilities, call.query().get("api-version"));
    ResourcePath server =
        ResourcePath.of(call.path().subList(0, call.path().size() - 1)).orElseThrow();
    String location = inventory.resource(server).body().get("location").getAsString();
    return values(PostgresRegion.of(location.replace(" ", "")).orElseThrow());
  }

  private Answer list(Call call, List<String> path) {
    String version = call.query().get("api-version");
    ResourcePath capabilities = ResourcePath.of(call.path()).orElseThrow();
    providers.check(capabilities, version);
    inventory.checkSubscription(path.get(0));
    registrations.check(NAMESPACE);
    String location = path.get(1).replace(" ", "");
    PostgresRegion region =
        PostgresRegion.of(location)
            .orElseThrow(
                () ->
                    ArmErrors.unsupportedLocation(
                        location,
                        version,
                        capabilities.localType(),
                        PostgresRegion.all().stream().map(PostgresRegion::location).toList()));
    return values(region);
  }

  private static Answer values(PostgresRegion region) {
    JsonObject json = new JsonObject();
    json.add("value", array(Stream.of(capability(region))));
    return Answer.json(json);
  }

  private static JsonObject capability(PostgresRegion region) {
    boolean isOpen = region.access() == Access.OPEN;
    boolean zones = region.zoneRedundant() == Offer.OFFERED;
    JsonObject json = named("FlexibleServerCapabilities");
    json.add(
        "supportedServerEditions",
        array(
            isOpen
                ? Arrays.stream(Tier.values()).map(each -> edition(each, region))
                : Stream.of()));
    json.add(
        "supportedServerVersions",
        array(
            isOpen
                ? PostgresSettings.versions().stream().map(CapabilityRoutes::version)
                : Stream.of()));
    json.add(
        "supportedFeatures",
        array(
            Stream.of(
                feature("FastProvisioning", false),
                feature("ZoneRedundantHa", zones),
                feature("GeoBackup", region.geoBackup()),
                feature("ZoneRedundantHaAndGeoBackup", zones && region.geoBackup()),
                feature("StorageAutoGrowth", true),
                feature("OnlineResize", true),
                feature("OfferRestricted", !isOpen))));
    json.addProperty("fastProvisioningSupported", status(false));
    json.add("supportedFastProvisioningEditions", new JsonArray());
    json.addProperty("geoBackupSupported", status(region.geoBackup()));
    json.addProperty("zoneRedundantHaSupported", status(zones));
    json.addProperty("zoneRedundantHaAndGeoBackupSupported", status(zones && region.geoBackup()));
    json.addProperty("storageAutoGrowthSupported", status(true));
    json.addProperty("onlineResizeSupported", status(true));
    json.addProperty("restricted", status(!isOpen));
    if (!isOpen) {
      json.addProperty(
          "reason",
          "Subscriptions are restricted from provisioning in location '%s'. Try again in a different location. For exceptions to this rule please open a support request with Issue type of 'Service and subscription limits'."
              .formatted(region.location()));
    }
    return json;
  }

  private static JsonObject edition(Tier tier, PostgresRegion region) {
    List<PostgresSku> sizes =
        PostgresSku.all().stream()
            .filter(sku -> sku.tier() == tier && offers(region, sku))
            .toList();
    JsonObject json = named(tier.azureName());
    json.addProperty("defaultSkuName", sizes.get(0).name());
    json.add("supportedStorageEditions", array(Stream.of(disks())));
    json.add("supportedServerSkus", array(sizes.stream().map(sku -> size(sku, region))));
    return json;
  }

  private static boolean offers(PostgresRegion region, PostgresSku sku) {
    String version = sku.name().substring(sku.name().lastIndexOf('_') + 1);
    return sku.tier() == Tier.BURSTABLE
        || (sku.name().endsWith("ads_" + version) ? region.amd() : region.intel())
            .contains(version);
  }

  private static JsonObject size(PostgresSku sku, PostgresRegion region) {
    JsonObject json = named(sku.name());
    json.addProperty("vCores", sku.cores());
    json.add(
        "supportedZones",
        region.zoneRedundant() == Offer.NONE
            ? new JsonArray()
            : array(Stream.of("1", "2", "3").map(JsonPrimitive::new)));
    Stream<HighAvailability> modes =
        sku.tier() == Tier.BURSTABLE
            ? Stream.of()
            : region.zoneRedundant() == Offer.OFFERED
                ? Stream.of(HighAvailability.SAME_ZONE, HighAvailability.ZONE_REDUNDANT)
                : Stream.of(HighAvailability.SAME_ZONE);
    json.add("supportedHaMode", array(modes.map(mode -> new JsonPrimitive(mode.mode()))));
    json.add("supportedFeatures", new JsonArray());
    return json;
  }

  private static JsonObject disks() {
    JsonObject json = named("ManagedDisk");
    json.addProperty("defaultStorageSizeMb", 128L * MIB);
    json.add(
        "supportedStorageMb",
        array(
            PostgresSettings.storageSizesGiB().stream()
                .map(
                    gib -> {
                      JsonObject disk = new JsonObject();
                      disk.addProperty("storageSizeMb", (long) gib * MIB);
                      return disk;
                    })));
    return json;
  }

  private static JsonObject version(String name) {
    List<String> all = PostgresSettings.versions();
    JsonObject json = named(name);
    json.add(
        "supportedVersionsToUpgrade",
        array(all.subList(all.indexOf(name) + 1, all.size()).stream().map(JsonPrimitive::new)));
    json.add("supportedFeatures", new JsonArray());
    return json;
  }

  private static JsonObject feature(String name, boolean enabled) {
    JsonObject json = named(name);
    json.addProperty("status", status(enabled));
    return json;
  }

  private static String status(boolean enabled) {
    return enabled ? "Enabled" : "Disabled";
  }

  private static JsonObject named(String name) {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    return json;
  }

  private static JsonArray array(Stream<? extends JsonElement> elements) {
    JsonArray array = new JsonArray();
    elements.forEach(array::add);
    return array;
  }
}
