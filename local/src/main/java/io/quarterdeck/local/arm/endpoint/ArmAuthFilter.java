package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.entra.InvalidToken;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/**
 * Passes on requests that have a valid token and an API version, and refuses all others. Answers
 * {@code /metadata/endpoints}, which clients request without a token to learn about an unknown
 * cloud.
 *
 * @param authority checks the tokens
 * @param endpoint the endpoint of this server
 * @param account contains the tenant
 * @param faults the faults to inject
 * @param inside answers the other requests
 */
record ArmAuthFilter(
    Authority authority, URI endpoint, ArmAccount account, Faults faults, Service inside)
    implements Service {
  /** The control plane injects faults into these, also for requests of the provider. */
  private static final Set<String> CHECKED_BY_THE_STORE = Set.of("PUT", "PATCH", "DELETE");

  /** The format of times in messages. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

  private static final String AUDIENCES =
      "'https://management.core.windows.net/','https://management.core.windows.net',"
          + "'https://management.azure.com/','https://management.azure.com'";

  @Override
  public Answer answer(Call call) throws IOException {
    if (call.method().equals("GET") && call.pathText().equalsIgnoreCase(CloudMetadata.PATH)) {
      return Answer.json(new CloudMetadata(authority, endpoint, account.tenantId()).answer(call));
    }
    checkToken(call);
    if (!CHECKED_BY_THE_STORE.contains(call.method())) {
      faults.before(call.method(), ResourcePath.of(call.path()).map(ResourcePath::type).orElse(""));
    }
    checkVersion(call);
    return inside.answer(call);
  }

  private static void checkVersion(Call call) {
    if (call.query().getOrDefault("api-version", "").isEmpty()) {
      throw ArmErrors.missingApiVersion();
    }
  }

  /** The messages are those in the issues that are named beside them. */
  private void checkToken(Call call) {
    if (call.token().isEmpty()) {
      throw refused(
          "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
    }
    try {
      Callers.verify(call, call.token().get(), authority, Audience.RESOURCE_MANAGER);
    } catch (InvalidToken e) {
      throw switch (e.reason()) {
        case UNKNOWN -> refused("InvalidAuthenticationToken", "The access token is invalid.");
        // microsoft/foundry-dev-tools #461
        case EXPIRED ->
            refused(
                "ExpiredAuthenticationToken",
                "The access token expiry UTC time '%s' is earlier than current UTC time '%s'."
                    .formatted(TIME.format(Instant.parse(e.found())), TIME.format(Instant.now())));
        // Azure-Samples/active-directory-dotnetcore-daemon-v2 #145
        case WRONG_AUDIENCE ->
            refused(
                "InvalidAuthenticationTokenAudience",
                "The access token has been obtained for wrong audience or resource '%s'. It should exactly match with one of the allowed audiences %s."
                    .formatted(e.found(), AUDIENCES));
      };
    }
  }

  private ApiError refused(String code, String message) {
    return ApiError.of(401, code, message)
        .with(
            "WWW-Authenticate",
            "Bearer authorization_uri=\""
                + authority.url()
                + "\", error=\"invalid_token\", error_description=\""
                + message
                + "\"");
  }
}
