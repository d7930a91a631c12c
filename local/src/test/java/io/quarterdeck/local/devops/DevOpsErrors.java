package io.quarterdeck.local.devops;

import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.ApiStyle;
import java.util.Map;
import java.util.UUID;

/**
 * The errors of Azure DevOps: an object with a message and the name of an exception. Source: {@code
 * WrappedException} in the package azure-devops of Microsoft.
 */
record DevOpsErrors() implements ApiStyle {
  static ApiError bad(String message) {
    return ApiError.of(400, "InvalidRequest", message);
  }

  static ApiError missing(String what) {
    return ApiError.of(404, "NotFound", what + " does not exist.");
  }

  static ApiError exists(String what) {
    return ApiError.of(409, "AlreadyExists", what + " already exists.");
  }

  @Override
  public Answer refusal(ApiError error) {
    JsonObject body = new JsonObject();
    body.addProperty("$id", "1");
    body.addProperty("message", error.getMessage());
    body.addProperty("typeKey", error.code() + "Exception");
    body.addProperty("errorCode", 0);
    body.addProperty("eventId", 3000);
    return Answer.json(error.status(), body);
  }

  @Override
  public ApiError foreignHost(String message) {
    return ApiError.of(403, "ForeignHost", message);
  }

  @Override
  public String domain() {
    return "dev.azure.com";
  }

  @Override
  public ApiError failure(String message) {
    return ApiError.of(500, "Failure", message);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("ActivityId", UUID.randomUUID().toString());
  }
}
