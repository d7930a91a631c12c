package io.quarterdeck.local.http;

import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of a service.
 *
 * @param status the HTTP status
 * @param headers the headers besides those of every answer
 * @param body JSON, if any
 */
public record Answer(int status, Map<String, String> headers, Optional<JsonElement> body) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Returns 200 with JSON. */
  public static Answer json(JsonElement body) {
    return new Answer(200, Map.of(), Optional.of(body));
  }

  /** Returns a status without a body. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), Optional.empty());
  }

  /** Returns this answer with an additional header. */
  public Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, body);
  }
}
