package io.quarterdeck.local.databricks.secrets;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.secrets.ScopeAcl.Level;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;

/** The routes of secret scopes. Only scopes backed by Azure Key Vault are supported. */
public final class ScopeRoutes {
  private static final String PATH = "/api/2.0/secrets/";

  private static final Shape NAME =
      text("[\\w.@-]{1,128}", "1 to 128 letters, digits, dashes, underscores, @ and dots");

  private static final ShapeFields VAULT =
      object()
          .needs(
              "resource_id",
              text(
                  "/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.KeyVault/vaults/[^/]+",
                  "the resource id of a Key Vault"))
          .needs("dns_name", text("https://[^/]+/", "an https URL that ends with a slash"));

  private static final ShapeFields CREATE =
      object()
          .needs("scope", NAME)
          .may("scope_backend_type", word("AZURE_KEYVAULT", "DATABRICKS"))
          .may("backend_azure_keyvault", VAULT)
          .may("initial_manage_principal", word("users"));

  private static final ShapeFields DELETE = object().needs("scope", NAME);

  private static final ShapeFields PUT_ACL =
      object()
          .needs("scope", NAME)
          .needs("principal", text())
          .needs("permission", word("READ", "WRITE", "MANAGE"));

  private static final ShapeFields DELETE_ACL =
      object().needs("scope", NAME).needs("principal", text());

  private final SecretScopes scopes;
  private final ScopeAcl acl;
  private final VaultRole role;

  /**
   * Adds no routes yet.
   *
   * @param acl decides who may use a scope
   * @param role checks the role on the vault of a new scope
   */
  public ScopeRoutes(SecretScopes scopes, ScopeAcl acl, VaultRole role) {
    this.scopes = scopes;
    this.acl = acl;
    this.role = role;
  }

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    routes
        .at("POST", PATH + "scopes/create", this::create)
        .at("GET", PATH + "scopes/list", this::list)
        .at("POST", PATH + "scopes/delete", this::delete)
        .at("GET", PATH + "list", this::secrets)
        .at("POST", PATH + "acls/put", this::putAcl)
        .at("POST", PATH + "acls/delete", this::deleteAcl)
        .at("GET", PATH + "acls/list", this::listAcls);
  }

  static JsonObject json(ScopeVault vault) {
    JsonObject json = new JsonObject();
    json.addProperty("resource_id", vault.resourceId());
    json.addProperty("dns_name", vault.dnsName());
    return json;
  }

  private Answer create(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(CREATE);
    boolean keyVault =
        request.has("scope_backend_type")
            && request.get("scope_backend_type").getAsString().equals("AZURE_KEYVAULT");
    if (!keyVault || !request.has("backend_azure_keyvault")) {
      throw DatabricksErrors.invalid(
          "Cannot create the scope: found no Key Vault behind it; expected scope_backend_type"
              + " AZURE_KEYVAULT and backend_azure_keyvault.");
    }
    JsonObject backend = request.getAsJsonObject("backend_azure_keyvault");
    ScopeVault vault =
        new ScopeVault(
            backend.get("resource_id").getAsString(), backend.get("dns_name").getAsString());
    role.require(call.caller().principal(), vault);
    scopes.create(
        request.get("scope").getAsString(),
        vault,
        request.has("initial_manage_principal") ? "users" : call.caller().userName());
    return Answer.done();
  }

  private Answer putAcl(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(PUT_ACL);
    String scope = request.get("scope").getAsString();
    acl.require(call.caller(), scope, Level.MANAGE);
    String principal = request.get("principal").getAsString();
    if (!acl.rights().exists(principal)) {
      throw DatabricksErrors.missing("User or group " + principal + " does not exist.");
    }
    scopes.allow(scope, principal, Level.valueOf(request.get("permission").getAsString()));
    return Answer.done();
  }

  private Answer deleteAcl(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(DELETE_ACL);
    String scope = request.get("scope").getAsString();
    acl.require(call.caller(), scope, Level.MANAGE);
    scopes.deny(scope, request.get("principal").getAsString());
    return Answer.done();
  }

  private Answer listAcls(ApiCall call) {
    String scope = call.query("scope").required("scope");
    acl.require(call.caller(), scope, Level.MANAGE);
    JsonArray items = new JsonArray();
    scopes
        .acl(scope)
        .forEach(
            (principal, level) -> {
              JsonObject item = new JsonObject();
              item.addProperty("principal", principal);
              item.addProperty("permission", level.name());
              items.add(item);
            });
    JsonObject answer = new JsonObject();
    answer.add("items", items);
    return Answer.json(answer);
  }

  private Answer list(ApiCall call) {
    call.query();
    JsonArray list = new JsonArray();
    scopes
        .all()
        .forEach(
            (name, vault) -> {
              JsonObject scope = new JsonObject();
              scope.addProperty("name", name);
              scope.addProperty("backend_type", "AZURE_KEYVAULT");
              scope.add("keyvault_metadata", json(vault));
              list.add(scope);
            });
    JsonObject answer = new JsonObject();
    answer.add("scopes", list);
    return Answer.json(answer);
  }

  private Answer delete(ApiCall call) throws IOException {
    call.query();
    String scope = call.json(DELETE).get("scope").getAsString();
    acl.require(call.caller(), scope, Level.MANAGE);
    scopes.delete(scope);
    return Answer.done();
  }

  private Answer secrets(ApiCall call) throws IOException {
    String scope = call.query("scope").required("scope");
    acl.require(call.caller(), scope, Level.READ);
    JsonArray list = new JsonArray();
    scopes
        .names(scope)
        .forEach(
            (name, changed) -> {
              JsonObject secret = new JsonObject();
              secret.addProperty("key", name);
              secret.addProperty("last_updated_timestamp", changed);
              list.add(secret);
            });
    JsonObject answer = new JsonObject();
    answer.add("secrets", list);
    return Answer.json(answer);
  }
}
