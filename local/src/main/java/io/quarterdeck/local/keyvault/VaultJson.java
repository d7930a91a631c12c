package io.quarterdeck.local.keyvault;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON format of a vault's file. */
final class VaultJson {
  private VaultJson() {}

  static JsonObject of(VaultState state) {
    JsonObject json = new JsonObject();
    json.addProperty("id", state.vault().id());
    json.addProperty("location", state.vault().location());
    json.addProperty("retentionDays", state.vault().retentionDays());
    json.addProperty("purgeProtection", state.vault().purgeProtection());
    addDeletion(json, state.deletion());
    JsonArray secrets = new JsonArray();
    state.secrets().values().forEach(secret -> secrets.add(secret(secret)));
    json.add("secrets", secrets);
    return json;
  }

  /** Parses the output of {@link #of}. */
  static VaultState state(JsonObject json) {
    SortedMap<String, Secret> secrets = new TreeMap<>();
    for (JsonElement each : json.getAsJsonArray("secrets")) {
      Secret secret = secret(each.getAsJsonObject());
      secrets.put(secret.name(), secret);
    }
    return new VaultState(
        new VaultResource(
            json.get("id").getAsString(),
            json.get("location").getAsString(),
            json.get("retentionDays").getAsInt(),
            json.get("purgeProtection").getAsBoolean()),
        deletion(json),
        secrets);
  }

  private static JsonObject secret(Secret secret) {
    JsonArray versions = new JsonArray();
    for (SecretVersion version : secret.versions()) {
      JsonObject json = SecretJson.of(version);
      json.addProperty("version", version.id());
      versions.add(json);
    }
    JsonObject json = new JsonObject();
    json.addProperty("name", secret.name());
    json.add("versions", versions);
    addDeletion(json, secret.deletion());
    return json;
  }

  private static Secret secret(JsonObject json) {
    List<SecretVersion> versions = new ArrayList<>();
    for (JsonElement each : json.getAsJsonArray("versions")) {
      JsonObject version = each.getAsJsonObject();
      versions.add(SecretJson.version(version.get("version").getAsString(), version));
    }
    return new Secret(json.get("name").getAsString(), versions, deletion(json));
  }

  private static void addDeletion(JsonObject json, Optional<Deletion> deletion) {
    deletion.ifPresent(
        each -> {
          json.addProperty("deletedDate", each.deleted().getEpochSecond());
          json.addProperty("scheduledPurgeDate", each.purge().getEpochSecond());
        });
  }

  private static Optional<Deletion> deletion(JsonObject json) {
    return json.has("deletedDate")
        ? Optional.of(
            new Deletion(
                Instant.ofEpochSecond(json.get("deletedDate").getAsLong()),
                Instant.ofEpochSecond(json.get("scheduledPurgeDate").getAsLong())))
        : Optional.empty();
  }
}
