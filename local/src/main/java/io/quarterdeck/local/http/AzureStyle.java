package io.quarterdeck.local.http;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.UUID;

/**
 * The conventions that Resource Manager and Key Vault share. An error is {@code {"error": {"code":
 * …, "message": …}}}.
 */
public final class AzureStyle implements ApiStyle {
  private final String domain;

  /** Creates the conventions of a service on loopback. */
  public AzureStyle() {
    this("");
  }

  /** Creates the conventions of a service that also has a host name, or a domain, of Azure. */
  public AzureStyle(String domain) {
    this.domain = domain;
  }

  @Override
  public String domain() {
    return domain;
  }

  @Override
  public Answer refusal(ApiError refusal) {
    JsonObject error = new JsonObject();
    error.addProperty("code", refusal.code());
    error.addProperty("message", refusal.getMessage());
    refusal
        .innerCode()
        .ifPresent(
            text -> {
              JsonObject innerError = new JsonObject();
              innerError.addProperty("code", text);
              error.add("innererror", innerError);
            });
    JsonObject body = new JsonObject();
    body.add("error", error);
    return Answer.json(refusal.status(), body);
  }

  @Override
  public ApiError foreignHost(String message) {
    return ApiError.of(403, "Forbidden", message);
  }

  @Override
  public ApiError failure(String message) {
    return ApiError.of(500, "InternalServerError", message);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("x-ms-request-id", UUID.randomUUID().toString());
  }
}
