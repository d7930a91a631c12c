package io.quarterdeck.local.arm.roles;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.authorization.BuiltInRoles;
import io.quarterdeck.local.authorization.ConditionParser;
import io.quarterdeck.local.authorization.GrantedRoles;
import io.quarterdeck.local.authorization.RoleAssignment;
import io.quarterdeck.local.authorization.RoleDefinition;
import io.quarterdeck.local.authorization.RolePermissions;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.http.ApiError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The role assignments and custom roles among the resources of the subscription, the built-in
 * roles, and one assignment that exists from the beginning: the owner of the tenant is Owner of the
 * subscription. Changes are effective immediately; in Azure, it can take up to 10 minutes
 * ("Troubleshoot Azure RBAC").
 *
 * @param resources the resources, read at each call
 * @param subscriptionId the subscription, a UUID
 */
public record RoleAssignments(ArmResources resources, String subscriptionId)
    implements Authorization {
  /** The type of role assignments. */
  public static final String ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";

  /** The type of role definitions. */
  public static final String DEFINITIONS = "Microsoft.Authorization/roleDefinitions";

  private static final String PROVIDERS = "/providers/";

  @Override
  public Decision decide(EntraPrincipal principal, AccessRequest request) {
    return granted().decide(principal, request);
  }

  /** Returns the assignments and the roles at this moment. */
  public GrantedRoles granted() {
    return new GrantedRoles(
        list().stream().map(RoleAssignments::assignment).toList(), definitions());
  }

  /** Returns all role assignments of the subscription. */
  public List<ArmResource> list() {
    List<ArmResource> all = new ArrayList<>(List.of(ofOwner()));
    resources.list().stream()
        .filter(resource -> resource.type().equalsIgnoreCase(ASSIGNMENTS))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private ArmResource ofOwner() {
    String scope = "/subscriptions/" + subscriptionId;
    JsonObject properties = new JsonObject();
    properties.addProperty("principalId", LocalTenant.OWNER_ID);
    properties.addProperty("principalType", EntraPrincipal.Kind.USER.azureName());
    properties.addProperty(
        "roleDefinitionId", scope + PROVIDERS + DEFINITIONS + "/" + BuiltInRoles.OWNER);
    properties.addProperty("scope", scope);
    JsonObject body = new JsonObject();
    String id = scope + PROVIDERS + ASSIGNMENTS + "/" + LocalTenant.OWNER_ID;
    body.addProperty("id", id);
    body.addProperty("name", LocalTenant.OWNER_ID);
    body.addProperty("type", ASSIGNMENTS);
    body.add("properties", properties);
    return new ArmResource(id, ASSIGNMENTS, "2022-04-01", body);
  }

  /**
   * Checks the properties of a new role assignment.
   *
   * @throws ApiError if the role does not exist, or the condition is not a supported one. Azure's
   *     code for the latter is not published; the first sentence of the message is (Azure/azure-cli
   *     issue 15683).
   */
  public void check(Map<?, ?> properties) {
    String id = lastSegment(String.valueOf(properties.get("roleDefinitionId")));
    if (!definitions().containsKey(id)) {
      throw ApiError.of(
          404,
          "RoleDefinitionDoesNotExist",
          "The specified role definition with ID '" + id + "' does not exist.");
    }
    if (properties.get("condition") instanceof String condition) {
      if (!"2.0".equals(properties.get("conditionVersion"))) {
        throw invalidCondition("The conditionVersion must be 2.0.");
      }
      try {
        ConditionParser.check(condition);
      } catch (IllegalArgumentException e) {
        throw invalidCondition(e.getMessage());
      }
    }
  }

  private static ApiError invalidCondition(String reason) {
    return ApiError.of(
        400,
        "InvalidRoleAssignmentCondition",
        "The given role assignment condition is invalid. " + reason);
  }

  private static RoleAssignment assignment(ArmResource resource) {
    JsonObject properties = properties(resource);
    return new RoleAssignment(
        resource.id(),
        resource.id().substring(0, resource.id().lastIndexOf(PROVIDERS)),
        text(properties, "principalId").orElse(""),
        text(properties, "principalType").orElse(""),
        text(properties, "roleDefinitionId").orElse(""),
        text(properties, "condition"));
  }

  /** Returns the built-in and the custom roles by their ids, in lower case. */
  public Map<String, RoleDefinition> definitions() {
    Map<String, RoleDefinition> roles = new HashMap<>(BuiltInRoles.byId());
    resources.list().stream()
        .filter(resource -> resource.type().equalsIgnoreCase(DEFINITIONS))
        .map(RoleAssignments::role)
        .forEach(role -> roles.put(role.id(), role));
    return roles;
  }

  private static RoleDefinition role(ArmResource resource) {
    JsonObject properties = properties(resource);
    List<RolePermissions> permissions = new ArrayList<>();
    for (JsonElement each : array(properties, "permissions")) {
      JsonObject permission = each.getAsJsonObject();
      permissions.add(
          new RolePermissions(
              texts(permission, "actions"),
              texts(permission, "notActions"),
              texts(permission, "dataActions"),
              texts(permission, "notDataActions")));
    }
    return new RoleDefinition(
        lastSegment(resource.id()),
        text(properties, "roleName").orElse(""),
        text(properties, "description").orElse(""),
        RoleDefinition.Kind.CUSTOM,
        texts(properties, "assignableScopes"),
        permissions);
  }

  private static String lastSegment(String id) {
    return id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  private static JsonObject properties(ArmResource resource) {
    return resource.body().get("properties") instanceof JsonObject properties
        ? properties
        : new JsonObject();
  }

  private static Optional<String> text(JsonObject object, String field) {
    return Optional.ofNullable(object.get(field))
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString);
  }

  private static JsonArray array(JsonObject object, String field) {
    return object.get(field) instanceof JsonArray array ? array : new JsonArray();
  }

  private static List<String> texts(JsonObject object, String field) {
    return array(object, field).asList().stream().map(JsonElement::getAsString).toList();
  }
}
