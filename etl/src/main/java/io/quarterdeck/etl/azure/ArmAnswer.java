package io.quarterdeck.etl.azure;

import com.azure.core.util.BinaryData;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Azure Resource Manager, or another service that speaks JSON, answered.
 *
 * @param status the HTTP status
 * @param body the JSON object; without fields when it was no JSON object
 */
public record ArmAnswer(int status, Map<?, ?> body) {
  /** Reads an answer. */
  public static ArmAnswer of(int status, BinaryData body) {
    return new ArmAnswer(status, body == null ? Map.of() : object(body.toBytes()));
  }

  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** The text at a path of fields, if there is one. */
  public Optional<String> text(String... path) {
    return at(body, path).filter(value -> !(value instanceof Map)).map(String::valueOf);
  }

  /** The objects in the list {@code value}. */
  public List<ArmAnswer> values() {
    return at(body, "value").stream()
        .filter(List.class::isInstance)
        .flatMap(list -> ((List<?>) list).stream())
        .filter(Map.class::isInstance)
        .map(each -> new ArmAnswer(status, (Map<?, ?>) each))
        .toList();
  }

  /** The texts in the list of this name. */
  public List<String> texts(String name) {
    return at(body, name).stream()
        .filter(List.class::isInstance)
        .flatMap(list -> ((List<?>) list).stream())
        .map(String::valueOf)
        .toList();
  }

  /** The code of an error, as Azure gives it, else the HTTP status. */
  public String errorCode() {
    return text("error", "code").orElse("HTTP " + status);
  }

  /** Code and message of an error. */
  public String error() {
    String message =
        text("error", "message")
            .or(() -> text("message"))
            .orElse("")
            .strip()
            .replaceAll("\\s+", " ");
    String plain = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    return plain.isEmpty() ? errorCode() : errorCode() + ": " + plain;
  }

  private static Optional<Object> at(Object value, String... path) {
    Object found = value;
    for (String name : path) {
      found = found instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return Optional.ofNullable(found);
  }

  private static Map<?, ?> object(byte[] json) {
    try (JsonReader reader = JsonProviders.createReader(json)) {
      return reader.nextToken() == JsonToken.START_OBJECT
              && reader.readUntyped() instanceof Map<?, ?> object
          ? object
          : Map.of();
    } catch (IOException e) {
      // A proxy's page, or nothing: then the status is all that there is to say.
      return Map.of();
    }
  }
}
