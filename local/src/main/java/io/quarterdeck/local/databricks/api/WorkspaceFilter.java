package io.quarterdeck.local.databricks.api;

import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.BearerToken;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Passes on requests that have the token and are within the rate limit, and refuses all others.
 *
 * @param token the token that callers must send
 * @param limit the maximum number of calls per second
 * @param inside answers the accepted requests
 */
record WorkspaceFilter(BearerToken token, RequestLimit limit, Service inside) implements Service {
  private static final String BEARER = "Bearer ";

  @Override
  public Answer answer(Call call) throws IOException {
    checkToken(call.authorization());
    if (!limit.allows(System.nanoTime())) {
      throw ApiError.later(
          429,
          "REQUEST_LIMIT_EXCEEDED",
          "Current request has to be retried because it exceeds the request limit.",
          Duration.ofSeconds(1));
    }
    return inside.answer(call);
  }

  private void checkToken(Optional<String> authorization) {
    if (authorization.isEmpty() || !authorization.get().startsWith(BEARER)) {
      throw ApiError.of(
          401,
          "UNAUTHENTICATED",
          "Credential was not sent or was of an unsupported type for this API.");
    }
    if (!token.isSame(authorization.get().substring(BEARER.length()))) {
      throw ApiError.of(403, "403", "Invalid access token.");
    }
  }
}
