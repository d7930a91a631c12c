package io.quarterdeck.local.entra;

import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.ApiStyle;
import java.util.Map;

/**
 * The conventions of the Instance Metadata Service: {@code {"error": …, "error_description": …}}.
 */
final class ImdsStyle implements ApiStyle {
  @Override
  public Answer refusal(ApiError error) {
    JsonObject body = new JsonObject();
    body.addProperty("error", error.code());
    body.addProperty("error_description", error.getMessage());
    return Answer.json(error.status(), body);
  }

  @Override
  public ApiError foreignHost(String message) {
    return ApiError.of(403, "forbidden", message);
  }

  @Override
  public ApiError failure(String message) {
    return ApiError.of(500, "unknown", message);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("Server", "IMDS");
  }
}
