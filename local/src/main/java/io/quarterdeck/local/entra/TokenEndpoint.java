package io.quarterdeck.local.entra;

import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoint {@code /oauth2/v2.0/token}, for applications and people.
 *
 * @param tenant the tenant
 * @param federation checks assertions
 * @param devices the sign-ins with device codes
 * @param people issues the tokens of people
 */
record TokenEndpoint(
    Tenant tenant, Federation federation, DeviceCodes devices, PersonTokens people) {
  private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
  private static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** The names of the tenant in the path. The last two stand for the tenant of any person. */
  private static final Set<String> TENANTS =
      Set.of(LocalTenant.ID, LocalTenant.DOMAIN, "organizations", "common");

  /**
   * Checks the tenant in the path.
   *
   * @throws ApiError if it is another one
   */
  static void checkTenant(String tenant) {
    if (!TENANTS.contains(tenant)) {
      throw EntraErrors.unknownTenant(tenant);
    }
  }

  Answer token(Call call, List<String> path) throws IOException {
    checkTenant(path.get(0));
    Map<String, String> form = call.form();
    String grant = required(form, "grant_type");
    String clientId = required(form, "client_id");
    return switch (grant) {
      case "client_credentials" -> Answer.json(application(clientId, form));
      case "refresh_token" -> {
        checkPublic(clientId);
        yield Answer.json(
            people.refresh(
                required(form, "refresh_token"),
                clientId,
                RequestedScope.of(required(form, "scope"))));
      }
      case DEVICE_CODE, "device_code" -> {
        checkPublic(clientId);
        DeviceCodes.Pending complete = devices.take(required(form, "device_code"), clientId);
        yield Answer.json(
            people.issue(
                complete.person().orElseThrow().principal(),
                clientId,
                RequestedScope.of(complete.scope())));
      }
      default -> throw EntraErrors.unsupportedGrant(grant);
    };
  }

  /** Begins a sign-in with a device code. */
  Answer deviceCode(Call call, List<String> path, String page) {
    checkTenant(path.get(0));
    Map<String, String> form = call.form();
    String clientId = required(form, "client_id");
    checkPublic(clientId);
    DeviceCodes.Pending pending =
        devices.begin(clientId, RequestedScope.of(required(form, "scope")).text());
    JsonObject answer = new JsonObject();
    answer.addProperty("user_code", pending.userCode());
    answer.addProperty("device_code", pending.deviceCode());
    answer.addProperty("verification_uri", page);
    answer.addProperty("expires_in", DeviceCodes.LIFETIME.toSeconds());
    answer.addProperty("interval", 5);
    answer.addProperty(
        "message",
        "To sign in, use a web browser to open the page %s and enter the code %s to authenticate."
            .formatted(page, pending.userCode()));
    return Answer.json(answer);
  }

  private JsonObject application(String clientId, Map<String, String> form) throws IOException {
    Application application =
        tenant
            .directory()
            .application(clientId)
            .orElseThrow(() -> EntraErrors.unknownApplication(clientId));
    checkCredential(application, form);
    RequestedScope scope = RequestedScope.ofApplication(required(form, "scope"));
    JsonObject answer = new JsonObject();
    answer.addProperty("token_type", "Bearer");
    answer.addProperty("expires_in", AccessTokens.LIFETIME.toSeconds());
    answer.addProperty("ext_expires_in", AccessTokens.LIFETIME.toSeconds());
    answer.addProperty(
        "access_token",
        tenant
            .tokens()
            .issue(application.principal(), clientId, scope.resource(), AccessTokens.LIFETIME));
    return answer;
  }

  private void checkCredential(Application application, Map<String, String> form) {
    if (form.containsKey("client_assertion")) {
      if (!ASSERTION_TYPE.equals(form.get("client_assertion_type"))) {
        throw EntraErrors.missing("client_assertion_type");
      }
      federation.check(application, form.get("client_assertion"));
    } else if (form.containsKey("client_secret")) {
      if (!application
          .secret()
          .map(secret -> isSame(secret, form.get("client_secret")))
          .orElse(false)) {
        throw EntraErrors.wrongSecret(application.clientId());
      }
    } else {
      throw EntraErrors.missingClientCredential();
    }
  }

  /** Compares in constant time. */
  static boolean isSame(String secret, String shown) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  private static void checkPublic(String clientId) {
    if (!Clients.isPublic(clientId)) {
      throw EntraErrors.unknownApplication(clientId);
    }
  }

  private static String required(Map<String, String> form, String parameter) {
    return Optional.ofNullable(form.get(parameter))
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> EntraErrors.missing(parameter));
  }
}
