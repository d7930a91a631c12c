package io.quarterdeck.local.databricks.http;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The answer of a route.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param length the length of the body, in bytes
 * @param body opens the body
 */
public record ApiResponse(int status, Map<String, String> headers, long length, Body body) {
  /** Opens the body. */
  @FunctionalInterface
  public interface Body {
    InputStream open() throws IOException;
  }

  /** Returns 200 with a JSON object. */
  public static ApiResponse json(JsonObject object) {
    return text(200, "application/json", object.toString());
  }

  /** Returns 200 with an empty JSON object, as Databricks does for answers without content. */
  public static ApiResponse done() {
    return json(new JsonObject());
  }

  /** Returns 204 without a body. */
  public static ApiResponse empty() {
    return new ApiResponse(204, Map.of(), 0, InputStream::nullInputStream);
  }

  /** Returns 200 with the content of a file. */
  public static ApiResponse file(Path file, Map<String, String> headers) throws IOException {
    return new ApiResponse(200, headers, Files.size(file), () -> Files.newInputStream(file));
  }

  /** Returns 200 with an HTML page. */
  public static ApiResponse page(String html) {
    return text(200, "text/html; charset=utf-8", html);
  }

  static ApiResponse refusal(ApiError error, Map<String, String> headers) {
    ApiResponse plain = text(error.status(), "application/json", error.body());
    Map<String, String> all = new java.util.TreeMap<>(plain.headers());
    all.putAll(headers);
    return new ApiResponse(plain.status(), all, plain.length(), plain.body());
  }

  private static ApiResponse text(int status, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new ApiResponse(
        status, Map.of("Content-Type", type), bytes.length, () -> new ByteArrayInputStream(bytes));
  }
}
