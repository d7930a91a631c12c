package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.local.http.ApiError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The resources in the template of a deployment. Only managed virtual networks of data factories
 * are supported, because azure-native has its own types for everything else. The local stack
 * evaluates no template expressions. Source of the codes: Microsoft Learn, "Troubleshoot common
 * Azure deployment errors".
 */
final class TemplateDeployment {
  private static final String DEPLOYMENT = "Microsoft.Resources/deployments";
  private static final String NETWORK = "Microsoft.DataFactory/factories/managedVirtualNetworks";

  /**
   * The properties of a template. Source: Microsoft Learn, "Understand the structure of ARM
   * templates".
   */
  private static final Set<String> TEMPLATE =
      Set.of("$schema", "contentVersion", "metadata", "resources");

  private static final Set<String> RESOURCE = Set.of("type", "apiVersion", "name", "properties");

  /**
   * The schema of the request. Source: datafactory.json 2018-06-01 in Azure/azure-rest-api-specs.
   */
  private static final ArmType TYPE =
      new ArmType(
          "datafactory:ManagedVirtualNetwork",
          "2018-06-01",
          "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/"
              + "Microsoft.DataFactory/factories/{factoryName}"
              + "/managedVirtualNetworks/{managedVirtualNetworkName}",
          Set.of("properties"),
          Map.of(),
          Map.of(),
          Set.of());

  private TemplateDeployment() {}

  /**
   * Returns the requests of the resources in the template; empty if the request is not a
   * deployment.
   *
   * @throws ApiError if the template is invalid
   */
  static List<ArmRequest> requests(ArmRequest request) {
    if (!request.type().azureType().equals(DEPLOYMENT)) {
      return List.of();
    }
    if (!BodyValues.text(request.body(), "properties.mode").equals("Incremental")) {
      throw invalid("the mode must be Incremental, because Complete deletes other resources");
    }
    Map<String, Object> template =
        JsonMaps.copy(BodyValues.at(request.body(), "properties.template").orElse(null));
    known(template, TEMPLATE, "the template");
    if (!template.containsKey("$schema") || !template.containsKey("contentVersion")) {
      throw invalid("'$schema' and 'contentVersion' are required");
    }
    List<ArmRequest> requests = new ArrayList<>();
    if (template.get("resources") instanceof List<?> resources) {
      resources.forEach(each -> requests.add(request(request.id(), JsonMaps.copy(each))));
    } else {
      throw invalid("'resources' must be a list");
    }
    return requests;
  }

  private static ArmRequest request(String deploymentId, Map<String, Object> resource) {
    known(resource, RESOURCE, "a resource");
    if (!NETWORK.equals(resource.get("type"))) {
      throw invalid("the type '%s' is not supported".formatted(resource.get("type")));
    }
    if (!TYPE.apiVersion().equals(resource.get("apiVersion"))) {
      throw ApiError.of(
          400,
          "NoRegisteredProviderFound",
          "No registered resource provider found for API version '%s' for type 'factories/managedVirtualNetworks'. The supported api-versions are '%s'."
              .formatted(resource.get("apiVersion"), TYPE.apiVersion()));
    }
    String[] names = String.valueOf(resource.get("name")).split("/", -1);
    if (names.length != 2) {
      throw invalid(
          "the template resource '%s' for type '%s' has incorrect segment lengths"
              .formatted(resource.get("name"), NETWORK));
    }
    // The only name that Azure accepts. Source: hashicorp/terraform-provider-azurerm, pull request
    // 12343.
    if (!names[1].equals("default")) {
      throw ApiError.of(
          400, "BadRequest", "The managed virtual network must have the name 'default'.");
    }
    String group = ResourceIds.groupId(deploymentId).orElseThrow();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("properties", resource.getOrDefault("properties", Map.of()));
    return new ArmRequest(
        TYPE,
        "%s/providers/Microsoft.DataFactory/factories/%s/managedVirtualNetworks/%s"
            .formatted(group, names[0], names[1]),
        body);
  }

  private static void known(Map<String, Object> object, Set<String> names, String what) {
    object.keySet().stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw invalid("%s has no property '%s'".formatted(what, name));
            });
    object.values().stream()
        .filter(value -> value instanceof String text && text.startsWith("["))
        .findFirst()
        .ifPresent(
            value -> {
              throw invalid("the expression '%s' is not supported".formatted(value));
            });
  }

  private static ApiError invalid(String cause) {
    return ApiError.of(
        400, "InvalidTemplate", "Deployment template validation failed: '%s'.".formatted(cause));
  }
}
