package io.quarterdeck.local.repository;

import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.ApiStyle;
import java.util.Map;

/** The conventions of a web server for files: errors are plain text. */
final class RepositoryStyle implements ApiStyle {
  @Override
  public Answer refusal(ApiError error) {
    return Answer.text(error.status(), "text/plain; charset=utf-8", error.getMessage() + "\n");
  }

  @Override
  public ApiError foreignHost(String message) {
    return ApiError.of(403, "Forbidden", message);
  }

  @Override
  public ApiError failure(String message) {
    return ApiError.of(500, "InternalError", message);
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }
}
