package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.http.Call;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The description of the cloud at {@code /metadata/endpoints}, in the three forms that clients
 * read:
 *
 * <ul>
 *   <li>2015-01-01: an object with few fields, the first form of Azure Stack.
 *   <li>2019-05-01: a list of clouds, which the Azure CLI reads from {@code
 *       ARM_CLOUD_METADATA_URL}.
 *   <li>2022-09-01: an object, which {@code az cloud register} (azure-cli 2.91.0, {@code
 *       _populate_from_metadata_endpoint}) and azure-native's {@code metadataHost} read
 *       (provider/pkg/azure/cloud/metadata/client.go in pulumi/pulumi-azure-native).
 * </ul>
 *
 * <p>Microsoft Graph has the address of Entra. The suffixes are those of Azure, because resources
 * that no server is behind have Azure's addresses.
 *
 * @param authority the tenant
 * @param endpoint the endpoint of Resource Manager
 * @param tenantId the id of the tenant
 */
record CloudMetadata(Authority authority, URI endpoint, String tenantId) {
  /** The path of the description. */
  static final String PATH = "/metadata/endpoints";

  /**
   * The name of the cloud. azure-native compares it with the cloud that the Azure CLI has selected.
   */
  static final String NAME = "QuarterdeckLocal";

  private static final String OLD = "2015-01-01";
  private static final List<String> LIST =
      List.of("2018-05-01", "2019-05-01", "2019-10-01", "2020-06-01");
  private static final List<String> SINGLE = List.of("2022-09-01", "2023-11-01", "2023-12-01");
  private static final String AZURE_PORTAL = "https://portal.azure.com";

  /** Returns the description in the form of the requested version. */
  JsonElement answer(Call call) {
    String version = call.query().getOrDefault("api-version", "");
    if (version.isEmpty()) {
      throw ArmErrors.missingApiVersion();
    }
    if (version.equals(OLD) || version.equals("1.0")) {
      return old();
    }
    if (LIST.contains(version)) {
      JsonArray clouds = new JsonArray();
      clouds.add(cloud());
      return clouds;
    }
    if (SINGLE.contains(version)) {
      return cloud();
    }
    throw ArmErrors.invalidApiVersion(
        version, Stream.of(List.of(OLD), LIST, SINGLE).flatMap(List::stream).toList());
  }

  private JsonObject old() {
    JsonObject cloud = new JsonObject();
    cloud.addProperty("galleryEndpoint", AZURE_PORTAL);
    cloud.addProperty("graphEndpoint", login());
    cloud.addProperty("portalEndpoint", AZURE_PORTAL);
    cloud.add("authentication", authentication());
    return cloud;
  }

  private JsonObject cloud() {
    JsonObject cloud = new JsonObject();
    cloud.addProperty("name", NAME);
    cloud.addProperty("portal", AZURE_PORTAL);
    cloud.addProperty("resourceManager", endpoint.toString());
    cloud.add("authentication", authentication());
    cloud.addProperty("graphAudience", login());
    cloud.addProperty("microsoftGraphResourceId", login());
    cloud.addProperty("ossrdbmsResourceId", audience(Audience.POSTGRES));
    cloud.addProperty("ossrDbmsResourceId", audience(Audience.POSTGRES));
    JsonObject suffixes = new JsonObject();
    Map.of(
            "keyVaultDns", "vault.azure.net",
            "mhsmDns", "managedhsm.azure.net",
            "storage", "core.windows.net",
            "postgresqlServerEndpoint", "postgres.database.azure.com")
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(suffix -> suffixes.addProperty(suffix.getKey(), suffix.getValue()));
    cloud.add("suffixes", suffixes);
    return cloud;
  }

  private JsonObject authentication() {
    JsonArray audiences = new JsonArray();
    audiences.add("https://management.core.windows.net/");
    Audience.RESOURCE_MANAGER.accepted().forEach(audiences::add);
    JsonObject authentication = new JsonObject();
    authentication.addProperty("loginEndpoint", login());
    authentication.add("audiences", audiences);
    authentication.addProperty("tenant", tenantId);
    authentication.addProperty("identityProvider", "AAD");
    return authentication;
  }

  private String login() {
    return authority.url().resolve("/").toString();
  }

  private static String audience(Audience audience) {
    return audience.accepted().get(0);
  }
}
