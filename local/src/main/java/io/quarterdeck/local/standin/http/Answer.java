package io.quarterdeck.local.standin.http;

import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a service answers.
 *
 * @param status the HTTP status
 * @param headers its headers besides those of every answer
 * @param body JSON, if there is one
 */
public record Answer(int status, Map<String, String> headers, Optional<JsonElement> body) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  /** 200 with JSON. */
  public static Answer json(JsonElement body) {
    return new Answer(200, Map.of(), Optional.of(body));
  }

  /** A status without a body. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), Optional.empty());
  }

  /** This answer with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, body);
  }
}
