package io.quarterdeck.local.databricks.catalog;

import static io.quarterdeck.local.databricks.shape.ObjectShape.object;
import static io.quarterdeck.local.databricks.shape.Shapes.flag;
import static io.quarterdeck.local.databricks.shape.Shapes.text;
import static io.quarterdeck.local.databricks.shape.Shapes.word;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.databricks.catalog.Catalog.Kind;
import io.quarterdeck.local.databricks.shape.ObjectShape;
import io.quarterdeck.local.databricks.shape.Shape;
import io.quarterdeck.local.databricks.user.Workspace;
import io.quarterdeck.local.databricks.wire.Answer;
import io.quarterdeck.local.databricks.wire.ApiError;
import io.quarterdeck.local.databricks.wire.Call;
import io.quarterdeck.local.databricks.wire.Routes;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Unity Catalog: storage credentials, external locations, volumes. */
public final class CatalogRoutes {
  private static final String PATH = "/api/2.1/unity-catalog/";
  private static final Shape NAME = text("[A-Za-z0-9_.-]{1,255}", "a name");

  private static final Shape URL =
      text(
          "abfss://[a-z0-9-]{3,63}@[a-z0-9]{3,24}\\.dfs\\.core\\.windows\\.net(/.*)?",
          "abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH");

  private static final ObjectShape CREDENTIAL =
      object()
          .needs("name", NAME)
          .needs(
              "azure_managed_identity",
              object()
                  .needs(
                      "access_connector_id",
                      text(
                          "/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\\.Databricks/accessConnectors/[^/]+",
                          "the resource id of an access connector"))
                  .may("managed_identity_id", text()))
          .may("comment", text())
          .may("read_only", flag())
          .may("skip_validation", flag());

  private static final ObjectShape LOCATION =
      object()
          .needs("name", NAME)
          .needs("url", URL)
          .needs("credential_name", NAME)
          .may("comment", text())
          .may("read_only", flag())
          .may("skip_validation", flag());

  private static final ObjectShape VOLUME =
      object()
          .needs("catalog_name", word(Metastore.CATALOG))
          .needs("schema_name", word(Metastore.SCHEMA))
          .needs("name", text("[A-Za-z0-9_-]{1,255}", "a name"))
          .needs("volume_type", word("MANAGED", "EXTERNAL"))
          .may("storage_location", URL)
          .may("comment", text());

  private final Catalog catalog;
  private final ArmResources azure;
  private final Workspace workspace;
  private final Clock clock;

  /**
   * Answers nothing yet.
   *
   * @param azure where access connectors must be
   */
  public CatalogRoutes(Catalog catalog, ArmResources azure, Workspace workspace, Clock clock) {
    this.catalog = catalog;
    this.azure = azure;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** Adds its routes. */
  public void add(Routes routes) {
    objects(routes, "storage-credentials", "storage_credentials", Kind.STORAGE_CREDENTIAL);
    objects(routes, "external-locations", "external_locations", Kind.EXTERNAL_LOCATION);
    objects(routes, "volumes", "volumes", Kind.VOLUME);
    routes
        .at("POST", PATH + "storage-credentials", this::createCredential)
        .at("POST", PATH + "external-locations", this::createLocation)
        .at("POST", PATH + "volumes", this::createVolume)
        .under("PATCH", PATH + "storage-credentials/", this::updateCredential)
        .under("PATCH", PATH + "external-locations/", this::updateLocation);
  }

  private void objects(Routes routes, String path, String field, Kind kind) {
    routes
        .at("GET", PATH + path, call -> list(call, field, kind))
        .under("GET", PATH + path + "/", call -> one(call, kind))
        .under("DELETE", PATH + path + "/", call -> delete(call, kind));
  }

  private Answer list(Call call, String field, Kind kind) {
    call.query("max_results", "page_token", "catalog_name", "schema_name");
    JsonArray objects = new JsonArray();
    List<JsonObject> all = catalog.all(kind);
    all.forEach(objects::add);
    JsonObject answer = new JsonObject();
    answer.add(field, objects);
    return Answer.json(answer);
  }

  private Answer one(Call call, Kind kind) {
    call.query();
    return Answer.json(catalog.existing(kind, call.rest()));
  }

  private Answer delete(Call call, Kind kind) throws IOException {
    call.query("force");
    boolean used =
        kind == Kind.STORAGE_CREDENTIAL
            && catalog.all(Kind.EXTERNAL_LOCATION).stream()
                .anyMatch(
                    location -> location.get("credential_name").getAsString().equals(call.rest()));
    if (used) {
      throw ApiError.invalid(
          "Storage credential '" + call.rest() + "' is used by external locations");
    }
    catalog.delete(kind, call.rest());
    return Answer.done();
  }

  private Answer createCredential(Call call) throws IOException {
    call.query();
    JsonObject request = CREDENTIAL.check(call.json());
    return create(Kind.STORAGE_CREDENTIAL, name(request), credential(request));
  }

  private Answer updateCredential(Call call) throws IOException {
    call.query();
    JsonObject change = CREDENTIAL.partial().check(call.json());
    return Answer.json(update(Kind.STORAGE_CREDENTIAL, call.rest(), credential(change)));
  }

  private JsonObject credential(JsonObject request) {
    if (request.has("azure_managed_identity")) {
      JsonObject identity = request.getAsJsonObject("azure_managed_identity");
      String id = identity.get("access_connector_id").getAsString();
      if (azure.find(id).isEmpty()) {
        throw ApiError.invalid(
            "Cannot use access connector " + id + ": found none; expected one that is there.");
      }
      identity.addProperty("credential_id", UUID.randomUUID().toString());
    }
    return request;
  }

  private Answer createLocation(Call call) throws IOException {
    call.query();
    JsonObject request = LOCATION.check(call.json());
    checkLocation(request, "");
    request.addProperty("credential_id", "1");
    return create(Kind.EXTERNAL_LOCATION, name(request), request);
  }

  private Answer updateLocation(Call call) throws IOException {
    call.query();
    JsonObject change = LOCATION.partial().check(call.json());
    checkLocation(change, call.rest());
    return Answer.json(update(Kind.EXTERNAL_LOCATION, call.rest(), change));
  }

  private void checkLocation(JsonObject location, String own) {
    if (location.has("credential_name")) {
      catalog.existing(Kind.STORAGE_CREDENTIAL, location.get("credential_name").getAsString());
    }
    if (location.has("url")) {
      String url = slashed(location);
      for (JsonObject other : catalog.all(Kind.EXTERNAL_LOCATION)) {
        boolean overlaps = slashed(other).startsWith(url) || url.startsWith(slashed(other));
        if (overlaps && !name(other).equals(own)) {
          throw ApiError.bad(
              "LOCATION_OVERLAP",
              "Input path url '%s' overlaps with other external locations. Conflicting location: %s."
                  .formatted(location.get("url").getAsString(), name(other)));
        }
      }
    }
  }

  private static String slashed(JsonObject location) {
    String url = location.get("url").getAsString();
    return url.endsWith("/") ? url : url + "/";
  }

  private Answer createVolume(Call call) throws IOException {
    call.query();
    JsonObject request = VOLUME.check(call.json());
    boolean external = request.get("volume_type").getAsString().equals("EXTERNAL");
    if (external != request.has("storage_location")) {
      throw ApiError.invalid(
          "Cannot create the volume: expected storage_location with EXTERNAL, and only with it.");
    }
    if (external && !covered(request.get("storage_location").getAsString())) {
      throw ApiError.invalid(
          "Cannot create the volume: found no external location that holds %s; expected one."
              .formatted(request.get("storage_location").getAsString()));
    }
    String fullName = Metastore.CATALOG + "." + Metastore.SCHEMA + "." + name(request);
    request.addProperty("full_name", fullName);
    return create(Kind.VOLUME, fullName, request);
  }

  private boolean covered(String location) {
    return catalog.all(Kind.EXTERNAL_LOCATION).stream()
        .anyMatch(each -> (location + "/").startsWith(slashed(each)));
  }

  private Answer create(Kind kind, String name, JsonObject object) throws IOException {
    object.remove("skip_validation");
    object.addProperty("id", UUID.randomUUID().toString());
    object.addProperty("owner", workspace.userName());
    object.addProperty("created_at", clock.millis());
    object.addProperty("created_by", workspace.userName());
    catalog.create(kind, name, object);
    return Answer.json(object);
  }

  private JsonObject update(Kind kind, String name, JsonObject change) throws IOException {
    if (change.has("name") && !name(change).equals(name)) {
      throw ApiError.invalid("Cannot rename " + name + "; expected the same name.");
    }
    JsonObject object = catalog.existing(kind, name);
    for (String field : Set.copyOf(change.keySet())) {
      object.add(field, change.get(field));
    }
    object.remove("skip_validation");
    object.addProperty("updated_at", clock.millis());
    object.addProperty("updated_by", workspace.userName());
    catalog.put(kind, name, object);
    return object;
  }

  private static String name(JsonObject object) {
    return object.get("name").getAsString();
  }
}
