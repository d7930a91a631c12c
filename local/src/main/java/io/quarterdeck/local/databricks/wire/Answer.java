package io.quarterdeck.local.databricks.wire;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a route answers.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param length how many bytes the body has
 * @param body where they come from
 */
public record Answer(int status, Map<String, String> headers, long length, Body body) {
  /** Opens the body. */
  @FunctionalInterface
  public interface Body {
    InputStream open() throws IOException;
  }

  /** 200 with a JSON object. */
  public static Answer json(JsonObject object) {
    return text(200, "application/json", object.toString());
  }

  /** 200 with an empty JSON object, as Databricks answers where there is nothing to say. */
  public static Answer done() {
    return json(new JsonObject());
  }

  /** 204, without a body. */
  public static Answer empty() {
    return new Answer(204, Map.of(), 0, InputStream::nullInputStream);
  }

  /** 200 with a file's bytes. */
  public static Answer file(Path file, Map<String, String> headers) throws IOException {
    return new Answer(200, headers, Files.size(file), () -> Files.newInputStream(file));
  }

  /** 200 with a page. */
  public static Answer page(String html) {
    return text(200, "text/html; charset=utf-8", html);
  }

  static Answer refusal(ApiError error, Map<String, String> headers) {
    Answer plain = text(error.status(), "application/json", error.body());
    Map<String, String> all = new java.util.TreeMap<>(plain.headers());
    all.putAll(headers);
    return new Answer(plain.status(), all, plain.length(), plain.body());
  }

  private static Answer text(int status, String type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Answer(
        status, Map.of("Content-Type", type), bytes.length, () -> new ByteArrayInputStream(bytes));
  }
}
