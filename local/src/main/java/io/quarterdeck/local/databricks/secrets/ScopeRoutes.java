package io.quarterdeck.local.databricks.secrets;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
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

  private final SecretScopes scopes;

  public ScopeRoutes(SecretScopes scopes) {
    this.scopes = scopes;
  }

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    routes
        .at("POST", PATH + "scopes/create", this::create)
        .at("GET", PATH + "scopes/list", this::list)
        .at("POST", PATH + "scopes/delete", this::delete)
        .at("GET", PATH + "list", this::secrets);
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
    JsonObject vault = request.getAsJsonObject("backend_azure_keyvault");
    scopes.create(
        request.get("scope").getAsString(),
        new ScopeVault(
            vault.get("resource_id").getAsString(), vault.get("dns_name").getAsString()));
    return Answer.done();
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
    scopes.delete(call.json(DELETE).get("scope").getAsString());
    return Answer.done();
  }

  private Answer secrets(ApiCall call) throws IOException {
    JsonArray list = new JsonArray();
    scopes
        .names(call.query("scope").required("scope"))
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
