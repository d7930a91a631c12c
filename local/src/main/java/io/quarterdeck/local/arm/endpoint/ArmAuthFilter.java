package io.quarterdeck.local.arm.endpoint;

import java.io.IOException;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.BearerToken;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Service;

/** Passes on requests that have the token and an API version, and refuses all others. */
record ArmAuthFilter(BearerToken token, CloudMetadata metadata, ArmFaults faults, Service inside)
    implements Service {
  @Override
  public Answer answer(Call call) throws IOException {
    if (call.method().equals("GET") && call.pathText().equalsIgnoreCase(CloudMetadata.PATH)) {
      checkVersion(call);
      return metadata.answer();
    }
    checkToken(call);
    faults.before(call.method(), ResourcePath.of(call.path()).map(ResourcePath::type).orElse(""));
    checkVersion(call);
    return inside.answer(call);
  }

  private static void checkVersion(Call call) {
    if (call.query().getOrDefault("api-version", "").isEmpty()) {
      throw ArmErrors.missingApiVersion();
    }
  }

  private void checkToken(Call call) {
    if (call.token().isEmpty()) {
      throw refused(
          "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
    }
    if (!token.isShownBy(call)) {
      throw refused("InvalidAuthenticationToken", "The access token is invalid.");
    }
  }

  private ApiError refused(String code, String message) {
    return ApiError.of(401, code, message)
        .with(
            "WWW-Authenticate",
            "Bearer authorization_uri=\""
                + metadata.endpoint()
                + "/"
                + metadata.account().tenantId()
                + "\", error=\"invalid_token\", error_description=\""
                + message
                + "\"");
  }
}
