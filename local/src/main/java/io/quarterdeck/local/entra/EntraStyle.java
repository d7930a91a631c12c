package io.quarterdeck.local.entra;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.ApiStyle;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

/**
 * The conventions of Entra's endpoints. The text of an error ends with the ids and the time of the
 * request ("Handling error codes in your application" on the page of {@link EntraErrors}).
 *
 * @param clock the time of errors
 */
record EntraStyle(Clock clock) implements ApiStyle {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  @Override
  public Answer refusal(ApiError error) {
    String trace = UUID.randomUUID().toString();
    String correlation = UUID.randomUUID().toString();
    String time = TIME.format(clock.instant());
    JsonObject body = new JsonObject();
    body.addProperty("error", error.code());
    body.addProperty(
        "error_description",
        "%s Trace ID: %s Correlation ID: %s Timestamp: %s"
            .formatted(error.getMessage(), trace, correlation, time));
    error
        .innerCode()
        .ifPresent(
            number -> {
              JsonArray codes = new JsonArray();
              codes.add(Integer.parseInt(number));
              body.add("error_codes", codes);
              body.addProperty(
                  "error_uri", "https://login.microsoftonline.com/error?code=" + number);
            });
    body.addProperty("timestamp", time);
    body.addProperty("trace_id", trace);
    body.addProperty("correlation_id", correlation);
    return Answer.json(error.status(), body);
  }

  @Override
  public ApiError foreignHost(String message) {
    return ApiError.of(403, "invalid_request", message);
  }

  /** {@link EntraEmulator#HOST} is in this domain. */
  @Override
  public String domain() {
    return ".microsoftonline.com";
  }

  @Override
  public ApiError failure(String message) {
    return ApiError.of(500, "server_error", message);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Cache-Control", "no-store, no-cache", "Pragma", "no-cache");
  }
}
