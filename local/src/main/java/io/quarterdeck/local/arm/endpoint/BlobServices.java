package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.Optional;

/**
 * The Blob service of a storage account, which exists as soon as the account exists. Until it is
 * written, it has the values in the examples of "Blob Services - Get Service Properties" in Azure's
 * REST reference (/rest/api/storagerp/blob-services/get-service-properties).
 */
final class BlobServices {
  private static final String TYPE = "Microsoft.Storage/storageAccounts/blobServices";

  private BlobServices() {}

  /** Returns the Blob service that nobody has written; empty if the path denotes another one. */
  static Optional<ArmResource> unchanged(ArmResources resources, ResourcePath path) {
    if (!path.type().equalsIgnoreCase(TYPE) || !path.id().endsWith("/default")) {
      return Optional.empty();
    }
    return resources.find(path.top()).map(BlobServices::of);
  }

  private static ArmResource of(ArmResource account) {
    String id = account.id() + "/blobServices/default";
    JsonObject cors = new JsonObject();
    cors.add("corsRules", new JsonArray());
    JsonObject retention = new JsonObject();
    retention.addProperty("enabled", false);
    retention.addProperty("allowPermanentDelete", false);
    JsonObject properties = new JsonObject();
    properties.add("cors", cors);
    properties.add("deleteRetentionPolicy", retention);
    JsonObject body = new JsonObject();
    body.addProperty("id", id);
    body.addProperty("name", "default");
    body.addProperty("type", TYPE);
    if (account.body().has("sku")) {
      body.add("sku", account.body().get("sku"));
    }
    body.add("properties", properties);
    return new ArmResource(id, TYPE, account.apiVersion(), body);
  }
}
