package io.quarterdeck.local.databricks.catalog;

import io.quarterdeck.local.databricks.api.DatabricksErrors;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.databricks.catalog.CatalogStore.Kind;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;

/** The routes of Unity Catalog: storage credentials, external locations, volumes. */
public final class CatalogRoutes {
  private final CatalogStore catalog;
  private final ArmResources azure;
  private final CatalogObjects objects;

  /**
   * Adds no routes yet.
   *
   * @param azure finds access connectors
   */
  public CatalogRoutes(
      CatalogStore catalog, ArmResources azure, WorkspaceIdentity workspace, Clock clock) {
    this.catalog = catalog;
    this.azure = azure;
    this.objects = new CatalogObjects(catalog, workspace, clock);
  }

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    for (Kind kind : Kind.values()) {
      objects.add(routes, kind);
    }
    String credentials = CatalogObjects.path(Kind.STORAGE_CREDENTIAL);
    String locations = CatalogObjects.path(Kind.EXTERNAL_LOCATION);
    routes
        .at("POST", credentials, this::createCredential)
        .under("PATCH", credentials + "/", this::updateCredential)
        .at("POST", locations, this::createLocation)
        .under("PATCH", locations + "/", this::updateLocation)
        .at("POST", CatalogObjects.path(Kind.VOLUME), this::createVolume);
  }

  private Answer createCredential(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(CatalogShapes.CREDENTIAL);
    return objects.create(
        Kind.STORAGE_CREDENTIAL, CatalogObjects.name(request), identified(request));
  }

  private Answer updateCredential(ApiCall call) throws IOException {
    call.query();
    JsonObject change = call.json(CatalogShapes.CREDENTIAL.partial());
    return objects.update(Kind.STORAGE_CREDENTIAL, call.rest(), identified(change));
  }

  private JsonObject identified(JsonObject request) {
    if (request.has("azure_managed_identity")) {
      JsonObject identity = request.getAsJsonObject("azure_managed_identity");
      String id = identity.get("access_connector_id").getAsString();
      if (azure.find(id).isEmpty()) {
        throw DatabricksErrors.invalid(
            "Cannot use access connector "
                + id
                + ": found none; expected an existing access connector.");
      }
      identity.addProperty("credential_id", UUID.randomUUID().toString());
    }
    return request;
  }

  private Answer createLocation(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(CatalogShapes.LOCATION);
    checkLocation(request, "");
    return objects.create(Kind.EXTERNAL_LOCATION, CatalogObjects.name(request), request);
  }

  private Answer updateLocation(ApiCall call) throws IOException {
    call.query();
    JsonObject change = call.json(CatalogShapes.LOCATION.partial());
    checkLocation(change, call.rest());
    return objects.update(Kind.EXTERNAL_LOCATION, call.rest(), change);
  }

  private void checkLocation(JsonObject location, String own) {
    if (location.has("credential_name")) {
      String credential = location.get("credential_name").getAsString();
      JsonObject there = catalog.existing(Kind.STORAGE_CREDENTIAL, credential);
      location.add("credential_id", there.get("id"));
    }
    if (location.has("url")) {
      String url = slashed(location);
      for (JsonObject other : catalog.all(Kind.EXTERNAL_LOCATION)) {
        String name = CatalogObjects.name(other);
        boolean overlaps = slashed(other).startsWith(url) || url.startsWith(slashed(other));
        if (overlaps && !name.equals(own)) {
          throw DatabricksErrors.bad(
              "LOCATION_OVERLAP",
              "Input path url '"
                  + location.get("url").getAsString()
                  + "' overlaps with other external locations. Conflicting location: "
                  + name
                  + ".");
        }
      }
    }
  }

  private Answer createVolume(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(CatalogShapes.VOLUME);
    boolean external = request.get("volume_type").getAsString().equals("EXTERNAL");
    if (external != request.has("storage_location")) {
      throw DatabricksErrors.invalid(
          "Cannot create the volume: expected storage_location for the type EXTERNAL, and for no other type.");
    }
    if (external && !covered(request.get("storage_location").getAsString())) {
      throw DatabricksErrors.invalid(
          "Cannot create the volume: found no external location that contains "
              + request.get("storage_location").getAsString()
              + "; expected one.");
    }
    String fullName =
        Metastore.CATALOG + "." + Metastore.SCHEMA + "." + CatalogObjects.name(request);
    request.addProperty("full_name", fullName);
    return objects.create(Kind.VOLUME, fullName, request);
  }

  private boolean covered(String location) {
    return catalog.all(Kind.EXTERNAL_LOCATION).stream()
        .anyMatch(each -> (location + "/").startsWith(slashed(each)));
  }

  private static String slashed(JsonObject location) {
    String url = location.get("url").getAsString();
    return url.endsWith("/") ? url : url + "/";
  }
}
