package io.quarterdeck.local.databricks.identity;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.list;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The requests and responses of the permissions API, which are the same for all kinds of objects.
 *
 * @param rights the members
 */
public record AccessEntries(WorkspaceRights rights) {
  /** The fields that name a principal, with the names that the messages of Databricks contain. */
  private static final Map<String, String> PRINCIPALS =
      Map.of(
          "user_name", "UserName",
          "group_name", "GroupName",
          "service_principal_name", "ServicePrincipalName");

  /**
   * Returns the shape of a request that adds permissions.
   *
   * @param levels the permission levels that can be given
   */
  public static ShapeFields shape(String... levels) {
    return object()
        .needs(
            "access_control_list",
            list(
                object()
                    .may("user_name", text())
                    .may("group_name", text())
                    .may("service_principal_name", text())
                    .needs("permission_level", word(levels)),
                100));
  }

  /**
   * Returns the levels in a request, by the names of the principals.
   *
   * @throws io.quarterdeck.local.http.ApiError if a principal does not exist
   */
  public Map<String, String> requested(JsonObject request) {
    Map<String, String> levels = new LinkedHashMap<>();
    for (JsonElement element : request.getAsJsonArray("access_control_list")) {
      JsonObject entry = element.getAsJsonObject();
      levels.put(principal(entry), entry.get("permission_level").getAsString());
    }
    return levels;
  }

  /** The message is the one that public Terraform configurations quote. */
  private String principal(JsonObject entry) {
    for (Map.Entry<String, String> field : PRINCIPALS.entrySet()) {
      if (entry.has(field.getKey())) {
        String name = entry.get(field.getKey()).getAsString();
        if (!rights.exists(name) || !kind(name).equals(field.getKey())) {
          throw DatabricksErrors.missing(
              "Principal: %s(%s) does not exist".formatted(field.getValue(), name));
        }
        return name;
      }
    }
    throw DatabricksErrors.invalid("Cannot read the permission: found no principal; expected one.");
  }

  /**
   * Returns the permissions on an object: that of its owner, those in the map, and the inherited
   * one of the administrators.
   *
   * @param id the id in the response, such as {@code /jobs/1}
   * @param type the type in the response, such as {@code job}
   */
  public JsonObject answer(
      String id, String type, Optional<String> owner, Map<String, String> levels) {
    JsonArray list = new JsonArray();
    owner.ifPresent(name -> list.add(entry(name, "IS_OWNER")));
    levels.forEach((name, level) -> list.add(entry(name, level)));
    JsonObject admins = entry(Member.ADMINS, "CAN_MANAGE");
    admins
        .getAsJsonArray("all_permissions")
        .get(0)
        .getAsJsonObject()
        .addProperty("inherited", true);
    list.add(admins);
    JsonObject answer = new JsonObject();
    answer.addProperty("object_id", id);
    answer.addProperty("object_type", type);
    answer.add("access_control_list", list);
    return answer;
  }

  private JsonObject entry(String name, String level) {
    JsonObject permission = new JsonObject();
    permission.addProperty("permission_level", level);
    permission.addProperty("inherited", false);
    JsonArray permissions = new JsonArray();
    permissions.add(permission);
    JsonObject entry = new JsonObject();
    entry.addProperty(kind(name), name);
    entry.add("all_permissions", permissions);
    return entry;
  }

  private String kind(String name) {
    return switch (rights.kind(name)) {
      case USER -> "user_name";
      case SERVICE_PRINCIPAL -> "service_principal_name";
      case GROUP -> "group_name";
    };
  }
}
