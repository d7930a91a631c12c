package io.quarterdeck.local.databricks.identity;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.list;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.Query;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The account access control API of the workspace, for the rule sets of service principals.
 *
 * @param roles the rule sets
 * @param members the members, which the rule sets belong to
 * @param rights the rights of callers
 */
public record RuleSetRoutes(RuleSets roles, Members members, WorkspaceRights rights) {
  private static final String PATH = "/api/2.0/preview/accounts/access-control/rule-sets";

  private static final Pattern NAME =
      Pattern.compile(
          "accounts/"
              + WorkspaceIdentity.ACCOUNT
              + "/servicePrincipals/([0-9a-f-]{36})/ruleSets/default");

  private static final ShapeFields RULE =
      object()
          .needs("role", word(RuleSets.USER, RuleSets.MANAGER))
          .may(
              "principals",
              list(
                  text(
                      "(users|groups|servicePrincipals)/.+",
                      "users/, groups/ or servicePrincipals/"),
                  100));

  private static final ShapeFields UPDATE =
      object()
          .needs("name", text())
          .needs(
              "rule_set",
              object()
                  .needs("name", text())
                  .needs("etag", text())
                  .may("grant_rules", list(RULE, 100)));

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    routes.at("GET", PATH, this::get).at("PUT", PATH, this::update);
  }

  private Answer get(ApiCall call) {
    Query query = call.query("name", "etag");
    String id = servicePrincipal(query.required("name"));
    rights.requireManager(call.caller(), id);
    return answer(id);
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(UPDATE);
    String id = servicePrincipal(request.get("name").getAsString());
    rights.requireManager(call.caller(), id);
    JsonObject set = request.getAsJsonObject("rule_set");
    roles.put(
        id,
        set.get("etag").getAsString(),
        set.has("grant_rules") ? set.getAsJsonArray("grant_rules") : new JsonArray());
    return answer(id);
  }

  private Answer answer(String id) {
    JsonObject answer = new JsonObject();
    answer.addProperty(
        "name",
        "accounts/" + WorkspaceIdentity.ACCOUNT + "/servicePrincipals/" + id + "/ruleSets/default");
    answer.addProperty("etag", roles.etag(id));
    answer.add("grant_rules", roles.rules(id));
    return Answer.json(answer);
  }

  private String servicePrincipal(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw DatabricksErrors.invalid(
          "Cannot read the rule set: found "
              + name
              + "; expected accounts/ACCOUNT/servicePrincipals/APPLICATION_ID/ruleSets/default.");
    }
    String id = matcher.group(1);
    if (members.find(id).isEmpty()) {
      throw ApiError.of(
          404, "RESOURCE_DOES_NOT_EXIST", "Service principal " + id + " does not exist.");
    }
    return id;
  }
}
