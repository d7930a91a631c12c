package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.http.ApiError;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The checks of Resource Manager and its services before a resource is written. */
final class WriteRules {
  private static final String ZONE_LINK = "Microsoft.Network/privateDnsZones/virtualNetworkLinks";
  private static final String SERVER = "Microsoft.DBforPostgreSQL/flexibleServers";
  private static final String ACCOUNT = "Microsoft.Storage/storageAccounts";
  private static final String VAULT = "Microsoft.KeyVault/vaults";

  private final ArmResources resources;
  private final Registrations registrations;

  WriteRules(ArmResources resources, Registrations registrations) {
    this.resources = resources;
    this.registrations = registrations;
  }

  void check(ArmRequest request, Optional<ArmResource> existing) {
    surroundings(request);
    Locks.checkWrite(resources, request.id());
    existing.ifPresent(before -> location(request, before));
    existing.ifPresent(before -> FixedProperties.check(request, before));
    if (request.type().azureType().startsWith("Microsoft.Network/")) {
      new References(resources).check(request);
    }
    service(request, existing);
    new EncryptionRules(resources).check(request, existing);
  }

  /** The rules of the service that has the type. */
  private void service(ArmRequest request, Optional<ArmResource> existing) {
    switch (request.type().azureType()) {
      case "Microsoft.Authorization/roleAssignments" -> roleAssignment(request, existing);
      case ZONE_LINK -> zoneLink(request);
      case SERVER -> {
        ServerRules.check(request, existing);
        StandbyRules.check(request, existing);
      }
      case ACCOUNT -> existing.ifPresent(before -> AccountRules.check(request, before));
      case VAULT -> VaultProtection.check(request, existing);
      case "Microsoft.Compute/virtualMachineScaleSets" ->
          new ScaleSetRules(registrations.features()).check(request);
      case "Microsoft.Network/networkSecurityGroups" -> SecurityGroupRules.check(request);
      case "Microsoft.Network/virtualNetworkGateways" ->
          new GatewayRules(resources).check(request, existing);
      case "Microsoft.Network/virtualNetworks", "Microsoft.Network/virtualNetworks/subnets" ->
          new SubnetRules(resources).check(request);
      case "Microsoft.DataFactory/factories",
          "Microsoft.DataFactory/factories/integrationRuntimes",
          "Microsoft.DataFactory/factories/managedVirtualNetworks/managedPrivateEndpoints" ->
          new DataFactoryRules(resources).check(request, existing);
      case "Microsoft.Synapse/workspaces",
          "Microsoft.Synapse/workspaces/keys",
          "Microsoft.Synapse/workspaces/firewallRules",
          "Microsoft.Synapse/workspaces/sqlAdministrators" ->
          new SynapseRules(resources).check(request, existing);
      case FunctionAppRules.PLAN, FunctionAppRules.APP ->
          new FunctionAppRules(resources, registrations).check(request);
      default -> {
        // The other types of the platform have no rules of their own.
      }
    }
  }

  /** Returns the values that a resource keeps although the request does not contain them. */
  static Map<String, Object> kept(ArmRequest request, Optional<ArmResource> existing) {
    Map<String, Object> ofService =
        switch (request.type().azureType()) {
          case SERVER -> ServerRules.kept(request, existing);
          case ACCOUNT -> AccountRules.kept(existing);
          case VAULT -> VaultProtection.kept(existing);
          default -> Map.of();
        };
    return Merge.of(FixedProperties.kept(request, existing), ofService);
  }

  private void surroundings(ArmRequest request) {
    String id = request.id();
    ResourceIds.groupId(id)
        .filter(group -> resources.find(group).isEmpty())
        .ifPresent(
            group -> {
              throw ApiError.of(
                  404,
                  "ResourceGroupNotFound",
                  "Resource group '%s' could not be found.".formatted(ResourceIds.name(group)));
            });
    ResourceIds.parent(id)
        .map(ResourceIds::kept)
        .filter(parent -> resources.find(parent).isEmpty())
        .ifPresent(
            parent -> {
              throw ApiError.of(
                  404,
                  "ParentResourceNotFound",
                  "Failed to perform 'write' on resource(s) of type '%s', because the parent resource '%s' could not be found."
                      .formatted(request.type().azureType(), parent));
            });
    if (request.type().path().startsWith("{")) {
      scope(ResourceIds.scope(id));
    }
  }

  private void scope(String scope) {
    if (ResourceIds.groupId(scope).isPresent()
        && resources.find(ResourceIds.kept(scope)).isEmpty()) {
      throw notFound(scope);
    }
  }

  /** Returns the error of a GET of a resource that does not exist. */
  static ApiError notFound(String id) {
    String tail = id.substring(id.lastIndexOf("/providers/") + "/providers/".length());
    return ApiError.of(
        404,
        "ResourceNotFound",
        "The Resource '%s' under resource group '%s' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix"
            .formatted(typeAndNames(tail), ResourceIds.group(id)));
  }

  /**
   * Returns {@code Microsoft.KeyVault/vaults/kv-1}: types first, then names, as in Azure's
   * messages.
   */
  private static String typeAndNames(String tail) {
    String[] steps = tail.split("/", -1);
    StringBuilder types = new StringBuilder(steps[0]);
    StringBuilder names = new StringBuilder();
    for (int i = 1; i < steps.length; i++) {
      (i % 2 == 1 ? types : names).append('/').append(steps[i]);
    }
    return types.append(names).toString();
  }

  private static void location(ArmRequest request, ArmResource before) {
    Object wanted = request.body().get("location");
    Object found = JsonMaps.map(before.body()).get("location");
    if (wanted != null && found != null && !same(wanted, found)) {
      throw ApiError.of(
          409,
          "InvalidResourceLocation",
          "The resource '%s' already exists in location '%s' in resource group '%s'. A resource with the same name cannot be created in location '%s'. Please select a new resource name."
              .formatted(
                  ResourceIds.name(before.id()), found, ResourceIds.group(before.id()), wanted));
    }
  }

  private static boolean same(Object one, Object other) {
    return one.toString().replace(" ", "").equalsIgnoreCase(other.toString().replace(" ", ""));
  }

  private void roleAssignment(ArmRequest request, Optional<ArmResource> existing) {
    Map<?, ?> wanted = (Map<?, ?>) request.body().get("properties");
    new RoleAssignments(resources, ResourceIds.subscription(request.id())).check(wanted);
    if (existing.isPresent() && !grantsSame(existing.get(), wanted)) {
      throw ApiError.of(
          400,
          "RoleAssignmentUpdateNotPermitted",
          "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");
    }
    String scope = ResourceIds.scope(request.id());
    resources.list().stream()
        .filter(other -> other.type().equals(request.type().azureType()))
        .filter(other -> !ResourceIds.key(other.id()).equals(ResourceIds.key(request.id())))
        .filter(other -> ResourceIds.scope(other.id()).equalsIgnoreCase(scope))
        .filter(other -> grantsSame(other, wanted))
        .findFirst()
        .ifPresent(
            other -> {
              throw ApiError.of(409, "RoleAssignmentExists", "The role assignment already exists.");
            });
  }

  /** A network can be linked to only one of the zones with the same name. */
  private void zoneLink(ArmRequest request) {
    String zone = zoneOf(request.id());
    String network = network(request.body());
    resources.list().stream()
        .filter(other -> other.type().equals(ZONE_LINK))
        .filter(other -> !ResourceIds.key(other.id()).equals(ResourceIds.key(request.id())))
        .filter(other -> zoneOf(other.id()).equalsIgnoreCase(zone))
        .filter(other -> network(JsonMaps.map(other.body())).equalsIgnoreCase(network))
        .findFirst()
        .ifPresent(
            other -> {
              throw ApiError.of(
                  400,
                  "BadRequest",
                  "A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual network with '%s' and '%s' zones."
                      .formatted(zone, zoneOf(other.id())));
            });
  }

  private static String zoneOf(String link) {
    return ResourceIds.parent(link).map(ResourceIds::name).orElse("");
  }

  private static String network(Map<String, Object> link) {
    return BodyValues.text(link, "properties.virtualNetwork.id");
  }

  private static boolean grantsSame(ArmResource assignment, Map<?, ?> wanted) {
    Map<?, ?> found = (Map<?, ?>) JsonMaps.map(assignment.body()).get("properties");
    return Objects.equals(found.get("principalId"), wanted.get("principalId"))
        && Objects.equals(found.get("roleDefinitionId"), wanted.get("roleDefinitionId"));
  }
}
