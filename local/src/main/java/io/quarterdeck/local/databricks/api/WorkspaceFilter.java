package io.quarterdeck.local.databricks.api;

import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.entra.InvalidToken;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Passes on requests that have a valid token and are within the rate limit, and refuses all others.
 *
 * @param authority checks the tokens
 * @param limit the maximum number of calls per second
 * @param inside answers the accepted requests
 */
record WorkspaceFilter(Authority authority, RequestLimit limit, Service inside) implements Service {
  private static final String BEARER = "Bearer ";

  @Override
  public Answer answer(Call call) throws IOException {
    checkToken(call);
    if (!limit.allows(System.nanoTime())) {
      throw ApiError.later(
          429,
          "REQUEST_LIMIT_EXCEEDED",
          "Current request has to be retried because it exceeds the request limit.",
          Duration.ofSeconds(1));
    }
    return inside.answer(call);
  }

  /** The messages are those in the issues that are named beside them. */
  private void checkToken(Call call) {
    Optional<String> authorization = call.authorization();
    if (authorization.isEmpty() || !authorization.get().startsWith(BEARER)) {
      throw ApiError.of(
          401,
          "UNAUTHENTICATED",
          "Credential was not sent or was of an unsupported type for this API.");
    }
    try {
      Callers.verify(
          call, authorization.get().substring(BEARER.length()), authority, Audience.DATABRICKS);
    } catch (InvalidToken e) {
      throw switch (e.reason()) {
        case UNKNOWN -> ApiError.of(403, "403", "Invalid access token.");
        // databrickslabs/splunk-integration #55
        case EXPIRED -> ApiError.of(401, "401", "Token is expired");
        // MicrosoftDocs/azure-docs #85703
        case WRONG_AUDIENCE ->
            ApiError.of(
                400,
                "400",
                "io.jsonwebtoken.IncorrectClaimException: Expected aud claim to be: %s, but was: %s."
                    .formatted(Audience.DATABRICKS.accepted().get(0), e.found()));
      };
    }
  }
}
