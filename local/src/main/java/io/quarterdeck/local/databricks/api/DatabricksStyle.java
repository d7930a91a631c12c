package io.quarterdeck.local.databricks.api;

import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.ApiStyle;
import java.util.Map;

/** The conventions of Databricks. An error is {@code {"error_code": …, "message": …}}. */
public final class DatabricksStyle implements ApiStyle {
  private static final String JSON = "application/json";

  @Override
  public Answer refusal(ApiError error) {
    JsonObject body = new JsonObject();
    body.addProperty("error_code", error.code());
    body.addProperty("message", error.getMessage());
    return Answer.json(error.status(), body);
  }

  @Override
  public ApiError foreignHost(String message) {
    return ApiError.of(403, "PERMISSION_DENIED", message);
  }

  @Override
  public ApiError failure(String message) {
    return ApiError.of(500, "INTERNAL_ERROR", message);
  }

  @Override
  public String jsonType() {
    return JSON;
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  @Override
  public Map<String, String> omitted(Answer.Body body) {
    return Map.of(
        "Content-Type", body.type().orElse(JSON), "Content-Length", Long.toString(body.length()));
  }
}
