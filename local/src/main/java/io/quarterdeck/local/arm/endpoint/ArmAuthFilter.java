package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.BearerToken;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.net.URI;

/**
 * Passes on requests that have the token and an API version, and refuses all others. Answers {@code
 * /metadata/endpoints}, which clients request without a token to learn about an unknown cloud.
 *
 * @param token the token that callers must send
 * @param endpoint the endpoint of this server
 * @param account contains the tenant
 * @param faults the faults to inject
 * @param inside answers the other requests
 */
record ArmAuthFilter(
    BearerToken token, URI endpoint, ArmAccount account, Faults faults, Service inside)
    implements Service {
  private static final String METADATA = "/metadata/endpoints";

  @Override
  public Answer answer(Call call) throws IOException {
    if (call.method().equals("GET") && call.pathText().equalsIgnoreCase(METADATA)) {
      checkVersion(call);
      return Answer.json(metadata());
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
                + endpoint
                + "/"
                + account.tenantId()
                + "\", error=\"invalid_token\", error_description=\""
                + message
                + "\"");
  }

  private JsonArray metadata() {
    JsonArray audiences = new JsonArray();
    audiences.add(endpoint.toString());
    JsonObject authentication = new JsonObject();
    authentication.addProperty("loginEndpoint", endpoint.toString());
    authentication.add("audiences", audiences);
    authentication.addProperty("tenant", account.tenantId());
    authentication.addProperty("identityProvider", "AAD");
    JsonObject cloud = new JsonObject();
    cloud.addProperty("name", "Quarterdeck local stack");
    cloud.addProperty("resourceManager", endpoint.toString());
    cloud.add("authentication", authentication);
    JsonArray clouds = new JsonArray();
    clouds.add(cloud);
    return clouds;
  }
}
