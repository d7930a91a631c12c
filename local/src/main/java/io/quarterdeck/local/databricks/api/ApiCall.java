package io.quarterdeck.local.databricks.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
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

  private final Call call;
  private final String rest;

  ApiCall(Call call, String rest) {
    this.call = call;
    this.rest = rest;
  }

  /**
   * Returns the decoded remainder of the path after the path of the route; empty if they are equal.
   */
  public String rest() {
    return rest;
  }

  /** Returns the caller. */
  public WorkspaceUser caller() {
    return new WorkspaceUser(Callers.of(call));
  }

  /**
   * Writes the body to a file.
   *
   * @throws IOException also if the client sends less than it announced
   */
  public void save(Path file) throws IOException {
    Files.copy(call.body(), file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Returns the query, which may contain only these parameters.
   *
   * @throws ApiError if it contains another parameter
   */
  public Query query(String... known) {
    Map<String, String> parameters = new LinkedHashMap<>(call.query());
    String raw = Optional.ofNullable(call.target().getRawQuery()).orElse("");
    if (!raw.isEmpty() && Arrays.asList(raw.split("&", -1)).contains("")) {
      // Databricks refuses a parameter without a name.
      parameters.putIfAbsent("", "");
    }
    return Query.of(parameters, known);
  }

  /**
   * Returns the body as a JSON object of this shape. An empty body is an empty object.
   *
   * @throws ApiError if the body is anything else
   */
  public JsonObject json(ShapeFields shape) throws IOException {
    return RequestShapes.check(shape, json());
  }

  private JsonObject json() throws IOException {
    byte[] bytes = call.body().readNBytes(LARGEST_JSON + 1);
    if (bytes.length > LARGEST_JSON) {
      throw DatabricksErrors.malformed(
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
      throw DatabricksErrors.malformed(
          "Cannot read the request: " + e.getMessage() + "; expected a JSON object.");
    }
    throw DatabricksErrors.malformed(
        "Cannot read the request: found other JSON; expected a JSON object.");
  }
}
