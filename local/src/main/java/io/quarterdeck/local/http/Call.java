package io.quarterdeck.local.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request. */
public final class Call {
  private static final String BEARER = "bearer ";

  private final String method;
  private final URI target;
  private final List<String> path;
  private final Map<String, String> query;
  private final Map<String, List<String>> headers;
  private final InputStream body;
  private final Map<Class<?>, Object> attributes = new HashMap<>();

  private String text = "";

  /**
   * Creates a call.
   *
   * @param headers finds a header by its name in any case
   */
  Call(String method, URI target, Map<String, List<String>> headers, InputStream body) {
    this.method = method;
    this.target = target;
    // Do not use getPath(): after a double slash, URI parses the first segment as a host.
    String[] parts = target.toString().split("\\?", 2);
    this.path =
        Arrays.stream(parts[0].split("/"))
            .filter(segment -> !segment.isEmpty())
            .map(segment -> decoded(segment.replace("+", "%2B")))
            .toList();
    this.query = parts.length == 1 ? Map.of() : parameters(parts[1]);
    this.headers = headers;
    this.body = body;
  }

  /** Returns the method, for example {@code GET}. */
  public String method() {
    return method;
  }

  /** Returns the target of the request line. */
  public URI target() {
    return target;
  }

  /**
   * Returns the decoded segments of the path. Empty segments are omitted, because clients send
   * double slashes.
   */
  public List<String> path() {
    return path;
  }

  /** Returns the decoded parameters of the query. */
  public Map<String, String> query() {
    return query;
  }

  /** Returns the value of a header; its name is not case-sensitive. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
  }

  /** Returns all headers. The values of a header that is repeated are joined by a comma. */
  public Map<String, String> headers() {
    Map<String, String> joined = new LinkedHashMap<>();
    headers.forEach((name, values) -> joined.put(name, String.join(",", values)));
    return joined;
  }

  /** Returns the header {@code Authorization}. */
  public Optional<String> authorization() {
    return header("Authorization");
  }

  /** Returns the bearer token of the caller. */
  public Optional<String> token() {
    return authorization()
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()).strip());
  }

  /** Adds what a filter found out about the request, for the services behind the filter. */
  public <T> void attach(Class<T> type, T attribute) {
    attributes.put(type, attribute);
  }

  /**
   * Returns the attribute of this type.
   *
   * @throws IllegalStateException if no filter attached one
   */
  public <T> T attached(Class<T> type) {
    return Optional.ofNullable(attributes.get(type))
        .map(type::cast)
        .orElseThrow(() -> new IllegalStateException("no filter attached a " + type.getName()));
  }

  /** Returns the body. It can be read only once. */
  public InputStream body() {
    return body;
  }

  /** Reads the body into memory. Returns whether it has at most this many bytes. */
  boolean isReadWithin(int bytes) throws IOException {
    byte[] read = body.readNBytes(bytes + 1);
    text = new String(read, StandardCharsets.UTF_8);
    return read.length <= bytes;
  }

  /** Returns whether the body contains text. Call it only after a {@link BodyLimit} has read it. */
  public boolean hasBody() {
    return !text.isBlank();
  }

  /** Returns the path as text, for example {@code /subscriptions/…}. */
  public String pathText() {
    return "/" + String.join("/", path);
  }

  /**
   * Returns the body as a JSON object. Call it only after a {@link BodyLimit} has read the body.
   *
   * @throws ApiError 400 with the error code of the service ({@code BadParameter} or {@code
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

  /**
   * Returns the fields of a form ({@code application/x-www-form-urlencoded}). Call it only after a
   * {@link BodyLimit} has read the body.
   */
  public Map<String, String> form() {
    return parameters(text.strip());
  }

  private static ApiError noObject(String errorCode, String found) {
    return ApiError.of(
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
      throw ApiError.of(400, "BadRequest", "The request URI is malformed: " + e.getMessage());
    }
  }
}
