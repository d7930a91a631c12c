package io.quarterdeck.local.arm.store;

import io.quarterdeck.contract.FunctionRegion;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.http.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of Azure Functions for plans and apps of the kind Flex Consumption. Resource Manager of
 * the local stack supports no other plan. The table in docs/local-stack.md names the sources. Where
 * no source contains Azure's text, the code is that of Microsoft.Web for invalid values.
 */
final class FunctionAppRules {
  static final String PLAN = "Microsoft.Web/serverfarms";
  static final String APP = "Microsoft.Web/sites";

  private static final String STORAGE = "properties.functionAppConfig.deployment.storage.";
  private static final String SCALE = "properties.functionAppConfig.scaleAndConcurrency.";
  private static final String RUNTIME = "properties.functionAppConfig.runtime.";

  /** Properties of other plans, in the spelling of Azure's message. */
  private static final Map<String, String> OF_OTHER_PLANS =
      Map.ofEntries(
          Map.entry("alwaysOn", "AlwaysOn"),
          Map.entry("ftpsState", "FtpsState"),
          Map.entry("functionAppScaleLimit", "FunctionAppScaleLimit"),
          Map.entry(
              "functionsRuntimeScaleMonitoringEnabled", "FunctionsRuntimeScaleMonitoringEnabled"),
          Map.entry("javaVersion", "JavaVersion"),
          Map.entry("linuxFxVersion", "LinuxFxVersion"),
          Map.entry("netFrameworkVersion", "NetFrameworkVersion"),
          Map.entry("powerShellVersion", "PowerShellVersion"),
          Map.entry("preWarmedInstanceCount", "PreWarmedInstanceCount"),
          Map.entry("use32BitWorkerProcess", "Use32BitWorkerProcess"),
          Map.entry("vnetRouteAllEnabled", "VnetRouteAllEnabled"),
          Map.entry("windowsFxVersion", "WindowsFxVersion"));

  /** Application settings of other plans. */
  private static final Set<String> SETTINGS_OF_OTHER_PLANS =
      Set.of(
          "ENABLE_ORYX_BUILD",
          "FUNCTIONS_EXTENSION_VERSION",
          "FUNCTIONS_WORKER_RUNTIME",
          "FUNCTIONS_WORKER_RUNTIME_VERSION",
          "FUNCTIONS_MAX_HTTP_CONCURRENCY",
          "FUNCTIONS_WORKER_PROCESS_COUNT",
          "SCM_DO_BUILD_DURING_DEPLOYMENT",
          "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
          "WEBSITE_CONTENTOVERVNET",
          "WEBSITE_CONTENTSHARE",
          "WEBSITE_DNS_SERVER",
          "WEBSITE_NODE_DEFAULT_VERSION",
          "WEBSITE_RUN_FROM_PACKAGE",
          "WEBSITE_SKIP_CONTENTSHARE_VALIDATION",
          "WEBSITE_VNET_ROUTE_ALL");

  private static final Set<String> MEMORY = Set.of("512", "2048", "4096");
  private static final Set<String> JAVA = Set.of("11", "17", "21");
  private static final int FEWEST_INSTANCES = 40;
  private static final int MOST_INSTANCES = 1000;

  private final ArmResources resources;
  private final Registrations registrations;

  FunctionAppRules(ArmResources resources, Registrations registrations) {
    this.resources = resources;
    this.registrations = registrations;
  }

  void check(ArmRequest request) {
    if (request.type().azureType().equals(PLAN)) {
      plan(request.body());
    } else {
      app(request);
    }
  }

  private static void plan(Map<String, Object> body) {
    String sku = BodyValues.text(body, "sku.name");
    String tier = BodyValues.text(body, "sku.tier");
    if (!sku.equals("FC1") || !tier.equals("FlexConsumption")) {
      throw refusal(
          "The local stack supports no plan of the size '%s' and the tier '%s'."
              .formatted(sku, tier));
    }
    if (!BodyValues.text(body, "properties.reserved").equals("true")) {
      throw refusal("The tier FlexConsumption requires Linux: the property reserved must be true.");
    }
    String location = BodyValues.text(body, "location");
    if (!FunctionRegion.contains(location)) {
      throw ApiError.of(
          400,
          "LocationNotAvailableForResourceType",
          "The tier FlexConsumption is not available in the location '%s'. List the locations with: az functionapp list-flexconsumption-locations"
              .formatted(location));
    }
  }

  private void app(ArmRequest request) {
    Map<String, Object> body = request.body();
    ofPlan(request);
    if (!BodyValues.text(body, "kind").contains("functionapp")) {
      throw refusal("The tier FlexConsumption supports function apps only.");
    }
    if (BodyValues.at(body, "properties.functionAppConfig").isEmpty()) {
      throw refusal("The property functionAppConfig is required for Flex Consumption sites.");
    }
    size(body);
    deployment(body);
    siteConfiguration(body);
    applicationSettings(body);
    subnet(request);
  }

  /** A plan of this kind has one app. */
  private void ofPlan(ArmRequest request) {
    String id = BodyValues.text(request.body(), "properties.serverFarmId");
    ArmResource plan =
        resources
            .find(id)
            .orElseThrow(
                () ->
                    ApiError.of(
                        404,
                        "NotFound",
                        "Cannot find AppServicePlan with name %s."
                            .formatted(ResourceIds.name(id))));
    if (!BodyValues.text(plan, "location")
        .equalsIgnoreCase(BodyValues.text(request.body(), "location"))) {
      throw refusal("The app and its plan must be in the same location.");
    }
    resources.list().stream()
        .filter(other -> other.type().equals(APP))
        .filter(other -> !ResourceIds.key(other.id()).equals(ResourceIds.key(request.id())))
        .filter(
            other -> BodyValues.text(other, "properties.serverFarmId").equalsIgnoreCase(plan.id()))
        .findFirst()
        .ifPresent(
            other -> {
              throw refusal(
                  "The plan '%s' already has the app '%s'; a Flex Consumption plan has one app."
                      .formatted(ResourceIds.name(plan.id()), ResourceIds.name(other.id())));
            });
  }

  private static void size(Map<String, Object> body) {
    String runtime = BodyValues.text(body, RUNTIME + "name");
    String version = BodyValues.text(body, RUNTIME + "version");
    if (runtime.equals("java") && !JAVA.contains(version)) {
      throw refusal("The version '%s' of java is not supported.".formatted(version));
    }
    String memory = BodyValues.text(body, SCALE + "instanceMemoryMB");
    if (!MEMORY.contains(memory)) {
      throw refusal(
          "The instanceMemoryMB '%s' is invalid; it must be 512, 2048 or 4096.".formatted(memory));
    }
    long instances = BodyValues.number(body, SCALE + "maximumInstanceCount").orElse(0L);
    if (instances < FEWEST_INSTANCES || instances > MOST_INSTANCES) {
      throw refusal(
          "The maximumInstanceCount '%d' is invalid; it must be from %d to %d."
              .formatted(instances, FEWEST_INSTANCES, MOST_INSTANCES));
    }
  }

  /** The package is in a container that exists, and the app has the identity that reads it. */
  private void deployment(Map<String, Object> body) {
    String url = BodyValues.text(body, STORAGE + "value");
    boolean exists =
        resources.list().stream()
            .filter(each -> each.type().equals("Microsoft.Storage/storageAccounts"))
            .map(account -> container(account, url))
            .flatMap(Optional::stream)
            .anyMatch(id -> resources.find(id).isPresent());
    if (!BodyValues.text(body, STORAGE + "type").equals("blobContainer") || !exists) {
      throw refusal("The deployment storage '%s' is not a blob container.".formatted(url));
    }
    String identity =
        BodyValues.text(body, STORAGE + "authentication.userAssignedIdentityResourceId");
    boolean byIdentity =
        BodyValues.text(body, STORAGE + "authentication.type").equals("UserAssignedIdentity");
    boolean assigned =
        BodyValues.at(body, "identity.userAssignedIdentities").orElse(Map.of())
                instanceof Map<?, ?> identities
            && identities.keySet().stream()
                .anyMatch(id -> id.toString().equalsIgnoreCase(identity));
    if (byIdentity && !assigned) {
      throw refusal(
          "The identity '%s' of the deployment storage is not assigned to the app."
              .formatted(identity));
    }
  }

  private static Optional<String> container(ArmResource account, String url) {
    String endpoint = BodyValues.text(account, "properties.primaryEndpoints.blob");
    return url.startsWith(endpoint)
        ? Optional.of(
            account.id() + "/blobServices/default/containers/" + url.substring(endpoint.length()))
        : Optional.empty();
  }

  private static void siteConfiguration(Map<String, Object> body) {
    if (BodyValues.at(body, "properties.siteConfig").orElse(Map.of())
        instanceof Map<?, ?> configuration) {
      List<String> surplus =
          configuration.keySet().stream()
              .map(Object::toString)
              .filter(OF_OTHER_PLANS::containsKey)
              .map(name -> "Site.SiteConfig." + OF_OTHER_PLANS.get(name))
              .sorted()
              .toList();
      if (surplus.size() == 1) {
        throw refusal(
            "The following site configuration property (%s) for Flex Consumption sites is invalid.  Please remove or rename it before retrying."
                .formatted(surplus.get(0)));
      }
      if (!surplus.isEmpty()) {
        throw refusal(
            "The following list of %d site configuration properties (%s) for Flex Consumption sites is invalid.  Please remove or rename it before retrying."
                .formatted(surplus.size(), String.join(",", surplus)));
      }
    }
  }

  private static void applicationSettings(Map<String, Object> body) {
    if (BodyValues.at(body, "properties.siteConfig.appSettings").orElse(List.of())
        instanceof List<?> settings) {
      String surplus =
          settings.stream()
              .map(setting -> BodyValues.text((Map<?, ?>) setting, "name"))
              .filter(SETTINGS_OF_OTHER_PLANS::contains)
              .map(name -> "Site.SiteConfig.AppSettings." + name)
              .sorted()
              .collect(Collectors.joining(","));
      if (!surplus.isEmpty()) {
        throw refusal(
            "The following app setting (%s) for Flex Consumption sites is invalid.  Please remove or rename it before retrying."
                .formatted(surplus));
      }
    }
  }

  /**
   * The subnet is delegated to the service of the plan and in the same region, and its name has no
   * underscore.
   */
  private void subnet(ArmRequest request) {
    String id = BodyValues.text(request.body(), "properties.virtualNetworkSubnetId");
    if (id.isEmpty()) {
      return;
    }
    registrations.check("Microsoft.App");
    ArmResource subnet = resources.find(id).orElseThrow(() -> WriteRules.notFound(id));
    String network = ResourceIds.parent(id).orElseThrow();
    if (!SubnetRules.delegations(subnet).contains("Microsoft.App/environments")) {
      throw refusal(
          "Subnet %s in VNET %s is missing a delegation to Microsoft.App/environments. Please add the delegation and try again."
              .formatted(ResourceIds.name(id), ResourceIds.name(network)));
    }
    resources
        .find(network)
        .filter(
            found ->
                !BodyValues.text(found, "location")
                    .equalsIgnoreCase(BodyValues.text(request.body(), "location")))
        .ifPresent(
            found -> {
              throw refusal("The app and the virtual network must be in the same location.");
            });
    if (ResourceIds.name(id).contains("_")) {
      throw refusal("The name of the subnet must not contain an underscore.");
    }
  }

  private static ApiError refusal(String message) {
    return ApiError.of(400, "BadRequest", message);
  }
}
