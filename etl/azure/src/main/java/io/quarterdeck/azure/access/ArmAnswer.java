package io.quarterdeck.azure.access;

import com.azure.core.util.BinaryData;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import com.azure.json.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A response of Azure Resource Manager or of another service that returns JSON.
 *
 * @param status the HTTP status
 * @param body the JSON object; empty if the response was not a JSON object
 */
public record ArmAnswer(int status, Map<?, ?> body) {
  /** Reads a response. */
  public static ArmAnswer of(int status, BinaryData body) {
    return new ArmAnswer(status, body == null ? Map.of() : object(body.toBytes()));
  }

  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /** Returns the text at a path of fields, if it exists. */
  public Optional<String> text(String... path) {
    return at(body, path).filter(value -> !(value instanceof Map)).map(String::valueOf);
  }

  /** Returns the objects in the list {@code value}. */
  public List<ArmAnswer> values() {
    return objects("value");
  }

  /** Returns the objects in the list with this name. */
  public List<ArmAnswer> objects(String name) {
    return at(body, name).stream()
        .filter(List.class::isInstance)
        .flatMap(list -> ((List<?>) list).stream())
        .filter(Map.class::isInstance)
        .map(each -> new ArmAnswer(status, (Map<?, ?>) each))
        .toList();
  }

  /** Returns the texts in the list at a path of fields. */
  public List<String> texts(String... path) {
    return at(body, path).stream()
        .filter(List.class::isInstance)
        .flatMap(list -> ((List<?>) list).stream())
        .map(String::valueOf)
        .toList();
  }

  /** Returns Azure's error code, or the HTTP status if there is none. */
  public String errorCode() {
    return text("error", "code").orElse("HTTP " + status);
  }

  /** Returns the code and the message of an error. */
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
      // The body is empty or the page of a proxy. Only the status is meaningful.
      return Map.of();
    }
  }
}
