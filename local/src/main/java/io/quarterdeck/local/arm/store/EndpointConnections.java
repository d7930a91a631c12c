package io.quarterdeck.local.arm.store;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The private endpoint connections of a resource. They are not stored: each private endpoint and
 * each managed private endpoint of a data factory that names the resource is one connection. Azure
 * approves the connection of a private endpoint in the same subscription when it is created, if its
 * creator may do so. The owner of the resource approves or rejects the connection of a managed one.
 * Sources: "Private Endpoint Connections - Get" and "- Put" (/rest/api/storagerp,
 * /rest/api/keyvault, /rest/api/databricks); "Azure Data Factory managed virtual network", section
 * "Managed private endpoints".
 *
 * @param resources the resources of the subscription
 */
public record EndpointConnections(ArmResources resources) {
  private static final String ENDPOINT = "Microsoft.Network/privateEndpoints";
  private static final String MANAGED =
      "Microsoft.DataFactory/factories/managedVirtualNetworks/managedPrivateEndpoints";
  private static final String STATE = "properties.connectionState";
  private static final Set<String> DECISIONS = Set.of("Approved", "Rejected");

  /** Returns the connections of a resource. */
  public List<JsonObject> of(ArmResource target) {
    return endpoints(target).map(endpoint -> shown(target, endpoint)).toList();
  }

  /**
   * Returns the managed private endpoint of a connection, in the state that the owner of the
   * resource chose.
   *
   * @param name the name of the connection
   * @throws ApiError if the connection does not exist, or Azure would refuse the state
   */
  ArmResource decided(ArmResource target, String name, Map<String, Object> body) {
    ArmResource endpoint =
        endpoints(target)
            .filter(each -> name(each).equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(() -> WriteRules.notFound(id(target, name)));
    String status = BodyValues.text(body, "properties.privateLinkServiceConnectionState.status");
    if (!DECISIONS.contains(status)) {
      throw ApiError.of(
          400,
          "InvalidRequestContent",
          "The status '%s' of a private endpoint connection is invalid.".formatted(status));
    }
    if (!endpoint.type().equals(MANAGED)) {
      throw ApiError.of(
          405,
          "HttpMethodNotSupported",
          "The local stack changes only connections of managed private endpoints.");
    }
    Map<String, Object> state =
        Map.of(
            "status",
            status,
            "description",
            BodyValues.text(body, "properties.privateLinkServiceConnectionState.description"),
            "actionsRequired",
            "None");
    Map<String, Object> changed =
        Merge.of(
            JsonMaps.map(endpoint.body()), Map.of("properties", Map.of("connectionState", state)));
    return new ArmResource(
        endpoint.id(), endpoint.type(), endpoint.apiVersion(), JsonMaps.object(changed));
  }

  private Stream<ArmResource> endpoints(ArmResource target) {
    return resources.list().stream().filter(each -> names(each, target.id()));
  }

  private static boolean names(ArmResource endpoint, String target) {
    return switch (endpoint.type()) {
      case ENDPOINT ->
          is(
              endpoint,
              "properties.privateLinkServiceConnections.0.properties.privateLinkServiceId",
              target);
      case MANAGED -> is(endpoint, "properties.privateLinkResourceId", target);
      default -> false;
    };
  }

  private static boolean is(ArmResource endpoint, String path, String target) {
    return BodyValues.text(endpoint, path).equalsIgnoreCase(target);
  }

  private static JsonObject shown(ArmResource target, ArmResource endpoint) {
    Optional<Object> managed = BodyValues.at(endpoint, STATE);
    Map<String, Object> state =
        managed
            .map(JsonMaps::copy)
            .orElseGet(
                () ->
                    Map.of(
                        "status", "Approved",
                        "description", "Auto-Approved",
                        "actionsRequired", "None"));
    String id = id(target, name(endpoint));
    return JsonMaps.object(
        Map.of(
            "id",
            id,
            "name",
            name(endpoint),
            "type",
            target.type() + "/privateEndpointConnections",
            "properties",
            Map.of(
                "provisioningState",
                "Succeeded",
                "privateEndpoint",
                Map.of("id", endpoint.id()),
                "privateLinkServiceConnectionState",
                state)));
  }

  private static String id(ArmResource target, String name) {
    return target.id() + "/privateEndpointConnections/" + name;
  }

  /** Azure adds a random UUID to the name of the endpoint. */
  private static String name(ArmResource endpoint) {
    byte[] seed = ResourceIds.key(endpoint.id()).getBytes(StandardCharsets.UTF_8);
    return ResourceIds.name(endpoint.id()) + "." + UUID.nameUUIDFromBytes(seed);
  }
}
