package io.quarterdeck.local.authorization;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.arm.store.CallerIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Role assignments and custom roles in memory. */
public final class TestRoles implements ArmResources {
  /** The subscription of the local stack. */
  public static final String SUBSCRIPTION =
      "/subscriptions/" + CallerIdentity.LOCAL.subscriptionId();

  public static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
  public static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
  public static final String ACCESS_ADMINISTRATOR = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
  public static final String SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
  public static final String SECRETS_OFFICER = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
  public static final String BLOB_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

  private final List<ArmResource> all = new ArrayList<>();

  /** Adds an assignment. */
  public TestRoles assign(String principalId, String role, String scope) {
    return assign(principalId, role, scope, "");
  }

  /** Adds an assignment with a condition. */
  public TestRoles assign(String principalId, String role, String scope, String condition) {
    JsonObject properties = new JsonObject();
    properties.addProperty("principalId", principalId);
    properties.addProperty("roleDefinitionId", definitionId(role));
    if (!condition.isEmpty()) {
      properties.addProperty("condition", condition);
      properties.addProperty("conditionVersion", "2.0");
    }
    add(scope, RoleAssignments.ASSIGNMENTS, "a" + all.size(), properties);
    return this;
  }

  /** Adds a custom role with actions of the control plane. */
  public TestRoles define(String role, String... actions) {
    JsonArray list = new JsonArray();
    List.of(actions).forEach(list::add);
    JsonObject permission = new JsonObject();
    permission.add("actions", list);
    JsonArray permissions = new JsonArray();
    permissions.add(permission);
    JsonObject properties = JsonParser.parseString("{\"roleName\": \"Own\"}").getAsJsonObject();
    properties.add("permissions", permissions);
    add(SUBSCRIPTION, RoleAssignments.DEFINITIONS, role, properties);
    return this;
  }

  /** Returns the id of a role definition. */
  public static String definitionId(String role) {
    return SUBSCRIPTION + "/providers/" + RoleAssignments.DEFINITIONS + "/" + role;
  }

  private void add(String scope, String type, String name, JsonObject properties) {
    JsonObject body = new JsonObject();
    body.add("properties", properties);
    all.add(new ArmResource(scope + "/providers/" + type + "/" + name, type, "2022-04-01", body));
  }

  /** Returns what these assignments allow. */
  public RoleAssignments roles() {
    return new RoleAssignments(this, CallerIdentity.LOCAL.subscriptionId());
  }

  @Override
  public Optional<ArmResource> find(String id) {
    return all.stream().filter(each -> each.id().equalsIgnoreCase(id)).findFirst();
  }

  @Override
  public List<ArmResource> list() {
    return List.copyOf(all);
  }
}
