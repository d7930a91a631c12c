package io.quarterdeck.local.databricks.http;

import io.quarterdeck.local.databricks.api.Query;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An authenticated request. */
public final class ApiCall {
  /**
   * The maximum size of a JSON body. Databricks' own limit for a workspace import is 10 MiB before
   * Base64.
   */
  private static final int LARGEST_JSON = 16 << 20;

  private final String rest;
  private final Map<String, String> query;
  private final InputStream body;

  ApiCall(String rest, Map<String, String> query, InputStream body) {
    this.rest = rest;
    this.query = query;
    this.body = body;
  }

  /**
   * Returns the decoded remainder of the path after the path of the route; empty if they are equal.
   */
  public String rest() {
    return rest;
  }

  /**
   * Writes the body to a file.
   *
   * @throws IOException also if the client sends less than it announced
   */
  public void save(Path file) throws IOException {
    Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Returns the query, which may contain only these parameters.
   *
   * @throws ApiError if it contains another parameter
   */
  public Query query(String... known) {
    return Query.of(query, known);
  }

  /**
   * Returns the body as a JSON object. An empty body is an empty object.
   *
   * @throws ApiError if the body is anything else
   */
  public JsonObject json() throws IOException {
    byte[] bytes = body.readNBytes(LARGEST_JSON + 1);
    if (bytes.length > LARGEST_JSON) {
      throw ApiError.malformed(
          "Cannot read the request: found more than 16 MiB of JSON; expected at most 16 MiB.");
    }
    if (bytes.length == 0) {
      return new JsonObject();
    }
    try {
      JsonElement json = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
      if (json.isJsonObject()) {
        return json.getAsJsonObject();
      }
    } catch (JsonParseException e) {
      throw ApiError.malformed(
          "Cannot read the request: " + e.getMessage() + "; expected a JSON object.");
    }
    throw ApiError.malformed("Cannot read the request: found other JSON; expected a JSON object.");
  }

  static Map<String, String> parameters(Optional<String> raw) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair :
        raw.filter(text -> !text.isEmpty()).map(t -> t.split("&", -1)).orElse(new String[0])) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.put(
          URLDecoder.decode(name, StandardCharsets.UTF_8),
          URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return parameters;
  }
}
