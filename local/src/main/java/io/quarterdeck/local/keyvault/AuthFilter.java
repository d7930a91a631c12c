package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.entra.InvalidToken;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.util.Set;

/**
 * Passes on requests that have a valid token, a supported API version and known parameters, and
 * refuses all others.
 */
record AuthFilter(Authority authority, Service inside) implements Service {
  /** The versions of the client library 4.11.1, and that of azure-cli 2.91.0 for keys. */
  private static final Set<String> VERSIONS =
      Set.of("7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6-preview.2", "7.6", "2025-07-01");

  private static final Set<String> PARAMETERS = Set.of("api-version", "maxresults", "$skiptoken");

  @Override
  public Answer answer(Call call) throws IOException {
    checkToken(call);
    String version = call.query().get("api-version");
    if (version == null) {
      throw KeyVaultErrors.bad("api-version must be specified");
    }
    if (!VERSIONS.contains(version)) {
      throw KeyVaultErrors.bad("The specified version (" + version + ") is not recognized.");
    }
    for (String parameter : call.query().keySet()) {
      if (!PARAMETERS.contains(parameter)) {
        throw KeyVaultErrors.bad("The parameter '" + parameter + "' is not known.");
      }
    }
    return inside.answer(call);
  }

  private void checkToken(Call call) {
    if (call.token().isEmpty()) {
      throw challenge(
          ApiError.of(401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token."));
    }
    try {
      Callers.verify(call, call.token().get(), authority, Audience.KEY_VAULT);
    } catch (InvalidToken e) {
      throw challenge(
          ApiError.of(
              401,
              "Unauthorized",
              switch (e.reason()) {
                case UNKNOWN -> "[InvalidToken] Error validating token: not known.";
                // Azure/azure-sdk-for-java #24305
                case EXPIRED -> "[TokenExpired] Error validating token: 'S2S12086'.";
                // crossplane-contrib/provider-azure #346
                case WRONG_AUDIENCE ->
                    "AKV10022: Invalid audience. Expected https://vault.azure.net, found: "
                        + e.found()
                        + ".";
              }));
    }
  }

  /** The last segment of the authority is the tenant, which clients read from it. */
  private ApiError challenge(ApiError refusal) {
    return refusal.with(
        "WWW-Authenticate",
        "Bearer authorization=\"" + authority.url() + "\", resource=\"https://vault.azure.net\"");
  }
}
