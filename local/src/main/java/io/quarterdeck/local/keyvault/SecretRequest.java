package io.quarterdeck.local.keyvault;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.map;
import static io.quarterdeck.local.http.schema.Shapes.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.schema.JsonValues;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeErrors.Place;
import io.quarterdeck.local.http.schema.ShapeFields;
import io.quarterdeck.local.http.schema.ShapeValidator;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request to write a secret. It has the fields of SecretSetParameters or SecretUpdateParameters
 * of Key Vault's REST API; other fields are refused.
 *
 * @param value the value; empty for a PATCH
 * @param change the properties
 */
record SecretRequest(Optional<String> value, Change change) {
  /** Key Vault documents secrets: "Maximum size of 25k bytes each". */
  private static final int LARGEST_VALUE = 25 * 1024;

  private static final int MOST_DIGITS = 11;

  private static final Shape TIME =
      new Shape.Figure(true, SecretRequest::isTime, "seconds since 1970");

  private static final ShapeFields UPDATE =
      object()
          .may("contentType", text())
          .may("attributes", object().may("enabled", flag()).may("nbf", TIME).may("exp", TIME))
          .may("tags", map(text()));

  private static final ShapeFields SET = UPDATE.needs("value", text());

  /** The changed properties of a secret. Properties that the request omits do not change. */
  record Change(
      Optional<Boolean> enabled,
      Optional<Instant> notBefore,
      Optional<Instant> expires,
      Optional<String> contentType,
      Optional<Map<String, String>> tags) {
    SecretProperties applied(SecretProperties before) {
      return new SecretProperties(
          enabled.orElse(before.enabled()),
          notBefore.or(before::notBefore),
          expires.or(before::expires),
          contentType.or(before::contentType),
          tags.orElse(before.tags()));
    }
  }

  /** Parses a PUT. */
  static SecretRequest set(Call call) {
    JsonObject json = json(call, SET);
    String value = json.get("value").getAsString();
    if (value.getBytes(StandardCharsets.UTF_8).length > LARGEST_VALUE) {
      throw KeyVaultErrors.bad("The secret's value has more than 25 kB.");
    }
    return new SecretRequest(Optional.of(value), change(json));
  }

  /** Parses a PATCH. */
  static SecretRequest update(Call call) {
    return new SecretRequest(Optional.empty(), change(json(call, UPDATE)));
  }

  private static JsonObject json(Call call, ShapeFields shape) {
    JsonObject json = call.json("BadParameter");
    SecretErrors errors = new SecretErrors();
    new ShapeValidator(JsonValues.NULL_IS_ABSENT, errors).check(shape, json);
    // A field that is null counts as absent, but a tag that is null is an error.
    if (json.get("tags") instanceof JsonObject tags) {
      tags.entrySet().stream()
          .filter(tag -> tag.getValue().isJsonNull())
          .forEach(tag -> errors.wrong(new Place("tags", tag.getKey()), text(), tag.getValue()));
    }
    errors.check();
    return json;
  }

  private static Change change(JsonObject json) {
    JsonObject attributes =
        field(json, "attributes").map(JsonElement::getAsJsonObject).orElseGet(JsonObject::new);
    return new Change(
        field(attributes, "enabled").map(JsonElement::getAsBoolean),
        field(attributes, "nbf").map(SecretRequest::time),
        field(attributes, "exp").map(SecretRequest::time),
        field(json, "contentType").map(JsonElement::getAsString),
        field(json, "tags").map(SecretRequest::texts));
  }

  private static Map<String, String> texts(JsonElement tags) {
    Map<String, String> texts = new TreeMap<>();
    tags.getAsJsonObject().asMap().forEach((name, tag) -> texts.put(name, tag.getAsString()));
    return texts;
  }

  private static Optional<JsonElement> field(JsonObject json, String name) {
    return Optional.ofNullable(json.get(name)).filter(value -> !value.isJsonNull());
  }

  private static Instant time(JsonElement seconds) {
    return Instant.ofEpochSecond(seconds.getAsLong());
  }

  private static boolean isTime(BigDecimal number) {
    return number.scale() == 0 && number.signum() >= 0 && number.precision() <= MOST_DIGITS;
  }
}
