package io.quarterdeck.local.keyvault;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Converts a version of a secret to JSON, with the field names of Key Vault's REST API. */
final class SecretJson {
  private SecretJson() {}

  /** Returns value, content type, tags and attributes. */
  static JsonObject of(SecretVersion version) {
    SecretProperties properties = version.properties();
    JsonObject json = new JsonObject();
    json.addProperty("value", version.value());
    properties.contentType().ifPresent(type -> json.addProperty("contentType", type));
    json.add("attributes", attributes(version));
    JsonObject tags = new JsonObject();
    new TreeMap<>(properties.tags()).forEach(tags::addProperty);
    json.add("tags", tags);
    return json;
  }

  private static JsonObject attributes(SecretVersion version) {
    SecretProperties properties = version.properties();
    JsonObject attributes = new JsonObject();
    attributes.addProperty("enabled", properties.enabled());
    properties.notBefore().ifPresent(at -> attributes.addProperty("nbf", at.getEpochSecond()));
    properties.expires().ifPresent(at -> attributes.addProperty("exp", at.getEpochSecond()));
    attributes.addProperty("created", version.created().getEpochSecond());
    attributes.addProperty("updated", version.updated().getEpochSecond());
    return attributes;
  }

  /** Parses the output of {@link #of} for the version with this id. */
  static SecretVersion version(String id, JsonObject json) {
    JsonObject attributes = json.getAsJsonObject("attributes");
    Map<String, String> tags = new TreeMap<>();
    json.getAsJsonObject("tags")
        .entrySet()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().getAsString()));
    return new SecretVersion(
        id,
        json.get("value").getAsString(),
        new SecretProperties(
            attributes.get("enabled").getAsBoolean(),
            time(attributes, "nbf"),
            time(attributes, "exp"),
            Optional.ofNullable(json.get("contentType")).map(JsonElement::getAsString),
            tags),
        time(attributes, "created").orElseThrow(),
        time(attributes, "updated").orElseThrow());
  }

  private static Optional<Instant> time(JsonObject json, String name) {
    return Optional.ofNullable(json.get(name))
        .map(value -> Instant.ofEpochSecond(value.getAsLong()));
  }
}
