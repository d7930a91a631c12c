package io.quarterdeck.local.keyvault;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Call;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A request to write a secret: SecretSetParameters and SecretUpdateParameters of Key Vault's REST
 * API. Other fields are refused.
 *
 * @param value the value, in a PUT
 * @param change the properties
 */
record SecretRequest(Optional<String> value, SecretChange change) {
  /** Key Vault documents secrets: "Maximum size of 25k bytes each". */
  private static final int LARGEST_VALUE = 25 * 1024;

  /** Parses a PUT. */
  static SecretRequest set(Call call) {
    JsonObject json = object(call, Set.of("value", "contentType", "attributes", "tags"));
    String value =
        text(json, "value")
            .orElseThrow(() -> KeyVaultErrors.bad("Required parameter 'value' is missing."));
    if (value.getBytes(StandardCharsets.UTF_8).length > LARGEST_VALUE) {
      throw KeyVaultErrors.bad("The secret's value has more than 25 kB.");
    }
    return new SecretRequest(Optional.of(value), change(json));
  }

  /** Parses a PATCH. */
  static SecretRequest update(Call call) {
    return new SecretRequest(
        Optional.empty(), change(object(call, Set.of("contentType", "attributes", "tags"))));
  }

  private static JsonObject object(Call call, Set<String> known) {
    JsonObject json = call.json("BadParameter");
    checkFields(json, known);
    return json;
  }

  private static SecretChange change(JsonObject json) {
    JsonObject attributes = object(json, "attributes").orElseGet(JsonObject::new);
    checkFields(attributes, Set.of("enabled", "nbf", "exp"));
    return new SecretChange(
        flag(attributes, "enabled"),
        time(attributes, "nbf"),
        time(attributes, "exp"),
        text(json, "contentType"),
        object(json, "tags").map(SecretRequest::texts));
  }

  private static Map<String, String> texts(JsonObject json) {
    Map<String, String> texts = new TreeMap<>();
    json.keySet()
        .forEach(name -> texts.put(name, text(json, name).orElseThrow(() -> wrong(name, "text"))));
    return texts;
  }

  private static void checkFields(JsonObject json, Set<String> known) {
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        throw KeyVaultErrors.bad("The property '" + name + "' is not known.");
      }
    }
  }

  private static Optional<JsonElement> field(JsonObject json, String name) {
    return Optional.ofNullable(json.get(name)).filter(value -> !value.isJsonNull());
  }

  private static Optional<JsonObject> object(JsonObject json, String name) {
    Optional<JsonElement> value = field(json, name);
    if (value.isPresent() && !value.get().isJsonObject()) {
      throw wrong(name, "an object");
    }
    return value.map(JsonElement::getAsJsonObject);
  }

  private static Optional<String> text(JsonObject json, String name) {
    Optional<JsonElement> value = field(json, name);
    if (value.isPresent()
        && !(value.get().isJsonPrimitive() && value.get().getAsJsonPrimitive().isString())) {
      throw wrong(name, "text");
    }
    return value.map(JsonElement::getAsString);
  }

  private static Optional<Boolean> flag(JsonObject json, String name) {
    Optional<JsonElement> value = field(json, name);
    if (value.isPresent() && !value.get().toString().matches("true|false")) {
      throw wrong(name, "true or false");
    }
    return value.map(JsonElement::getAsBoolean);
  }

  private static Optional<Instant> time(JsonObject json, String name) {
    Optional<JsonElement> value = field(json, name);
    if (value.isPresent() && !value.get().toString().matches("\\d{1,11}")) {
      throw wrong(name, "seconds since 1970");
    }
    return value.map(each -> Instant.ofEpochSecond(each.getAsLong()));
  }

  private static RuntimeException wrong(String name, String expected) {
    return KeyVaultErrors.bad("The property '" + name + "' is invalid; expected " + expected + ".");
  }
}
