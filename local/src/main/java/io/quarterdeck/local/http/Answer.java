package io.quarterdeck.local.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of a service.
 *
 * @param status the HTTP status
 * @param headers the headers, in addition to {@link ApiStyle#headers}
 * @param body the body, if any
 */
public record Answer(int status, Map<String, String> headers, Optional<Body> body) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  /**
   * A body.
   *
   * @param type the content type; empty for JSON, whose type depends on the API
   * @param length the number of bytes, or {@link #UNKNOWN}
   * @param content opens the bytes
   */
  public record Body(Optional<String> type, long length, Content content) {
    /** The length of a body that is sent in chunks. */
    public static final long UNKNOWN = -1;

    private static Body text(Optional<String> type, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Body(type, bytes.length, () -> new ByteArrayInputStream(bytes));
    }
  }

  /** Opens a body. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /** Returns 200 with JSON. */
  public static Answer json(JsonElement body) {
    return json(200, body);
  }

  /** Returns JSON with another status. */
  public static Answer json(int status, JsonElement body) {
    return new Answer(status, Map.of(), Optional.of(Body.text(Optional.empty(), body.toString())));
  }

  /** Returns 200 with an empty JSON object, as Databricks does for answers without content. */
  public static Answer done() {
    return json(new JsonObject());
  }

  /** Returns a status without a body. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), Optional.empty());
  }

  /** Returns 200 with the content of a file. */
  public static Answer file(Path file) throws IOException {
    Body body =
        new Body(
            Optional.of("application/octet-stream"),
            Files.size(file),
            () -> Files.newInputStream(file));
    return new Answer(200, Map.of(), Optional.of(body));
  }

  /** Returns 200 with an HTML page. */
  public static Answer page(String html) {
    return new Answer(
        200, Map.of(), Optional.of(Body.text(Optional.of("text/html; charset=utf-8"), html)));
  }

  /** Returns a status with text of this content type. */
  public static Answer text(int status, String type, String text) {
    return new Answer(status, Map.of(), Optional.of(Body.text(Optional.of(type), text)));
  }

  /** Returns this answer with an additional header. */
  public Answer with(String header, String value) {
    return with(Map.of(header, value));
  }

  /** Returns this answer with additional headers. */
  public Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }
}
