package io.quarterdeck.local.blob;

import com.google.gson.JsonElement;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.entra.InvalidToken;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes on requests that have a valid token, and refuses all others.
 *
 * @param network checks the networks of callers
 * @param authority checks the tokens
 * @param accounts the accounts
 * @param inside answers the other requests
 */
record BlobTokenFilter(
    NetworkFilter network, Authority authority, StorageAccounts accounts, Service inside)
    implements Service {
  @Override
  public Answer answer(Call call) throws IOException {
    try {
      check(call);
      return inside.answer(call);
    } catch (ApiError refusal) {
      // Otherwise, a client that still sends its body would see a closed connection.
      call.body().transferTo(OutputStream.nullOutputStream());
      throw refusal;
    }
  }

  private void check(Call call) {
    BlobRequest request = BlobRequest.of(call);
    ArmResource account = accounts.named(request.account()).orElseThrow(BlobErrors::unknownAccount);
    network.require(call, account);
    if (call.token().isPresent()) {
      checkToken(call, call.token().get());
    } else if (call.authorization().isPresent() || request.query().containsKey("sig")) {
      throw acceptsKeys(account) ? BlobErrors.wrongKey() : BlobErrors.keyNotPermitted();
    } else {
      throw challenge(BlobErrors.noToken());
    }
  }

  /** An account accepts keys unless its property says otherwise. */
  private static boolean acceptsKeys(ArmResource account) {
    JsonElement permitted =
        account.body().getAsJsonObject("properties").get("allowSharedKeyAccess");
    return permitted == null || permitted.getAsBoolean();
  }

  /** The texts are those in the issues that are named beside them. */
  private void checkToken(Call call, String token) {
    try {
      Callers.verify(call, token, authority, Audience.STORAGE);
    } catch (InvalidToken e) {
      throw challenge(
          BlobErrors.invalidToken(
              switch (e.reason()) {
                // MicrosoftDocs/azure-docs #11564
                case UNKNOWN -> "Issuer validation failed. Issuer did not match.";
                // Azure/azure-sdk-for-java #8667
                case EXPIRED -> "Lifetime validation failed. The token is expired.";
                // Azure/AzureStor #119
                case WRONG_AUDIENCE -> "Audience validation failed. Audience did not match.";
              }));
    }
  }

  /** Clients read the tenant from the path of the first address. */
  private ApiError challenge(ApiError refusal) {
    return refusal.with(
        "WWW-Authenticate",
        "Bearer authorization_uri="
            + authority.url()
            + "/oauth2/authorize resource_id=https://storage.azure.com");
  }
}
