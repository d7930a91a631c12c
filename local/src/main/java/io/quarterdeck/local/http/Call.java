package io.quarterdeck.local.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request.
 *
 * @param method for example {@code GET}
 * @param path the decoded segments of the path; empty segments are omitted, because clients send
 *     double slashes
 * @param query the decoded parameters of the query
 * @param token the bearer token of the caller
 * @param text the body; empty if there is none
 */
public record Call(
    String method,
    List<String> path,
    Map<String, String> query,
    Optional<String> token,
    String text) {
  private static final String BEARER = "bearer ";

  public Call {
    path = List.copyOf(path);
    query = Map.copyOf(query);
  }

  /** Parses the target of a request line, for example {@code /secrets/name?api-version=7.6}. */
  static Call of(String method, String target, Optional<String> authorization, String text) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    return new Call(
        method,
        Arrays.stream(path.split("/"))
            .filter(segment -> !segment.isEmpty())
            .map(segment -> decoded(segment.replace("+", "%2B")))
            .toList(),
        mark < 0 ? Map.of() : parameters(target.substring(mark + 1)),
        authorization
            .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(value -> value.substring(BEARER.length()).strip()),
        text);
  }

  /** Returns the path as text, for example {@code /subscriptions/…}. */
  public String pathText() {
    return "/" + String.join("/", path);
  }

  /**
   * Returns the body as a JSON object.
   *
   * @throws AzureError 400 with the error code of the service ({@code BadParameter} or {@code
   *     InvalidRequestContent}) if the body is not a JSON object
   */
  public JsonObject json(String errorCode) {
    try {
      JsonElement json = JsonParser.parseString(text);
      if (json.isJsonObject()) {
        return json.getAsJsonObject();
      }
    } catch (JsonParseException e) {
      throw noObject(errorCode, e.getMessage());
    }
    throw noObject(errorCode, text.isBlank() ? "nothing" : "other JSON");
  }

  private static AzureError noObject(String errorCode, String found) {
    return AzureError.of(
        400, errorCode, "The request content was invalid: found " + found + ", no JSON object.");
  }

  private static Map<String, String> parameters(String raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        parameters.put(
            decoded(equals < 0 ? pair : pair.substring(0, equals)),
            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw AzureError.of(400, "BadRequest", "The request URI is malformed: " + e.getMessage());
    }
  }
}
