package io.quarterdeck.local.datafactory.activity;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import io.quarterdeck.local.entra.AccessTokens;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.EntraPrincipal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The system-assigned identity of a factory, with which activities sign in to other services.
 *
 * @param principal the identity
 * @param tokens issues its tokens, as Azure does inside of the service
 * @param http a client that trusts the certificate of the local stack
 */
public record FactoryIdentity(EntraPrincipal principal, AccessTokens tokens, HttpClient http) {
  /** The tokens are valid for longer. A new one is requested early. */
  private static final int MINUTES = 30;

  /** Returns a token for a service. */
  public String token(Audience audience) {
    return tokens.issue(principal, audience);
  }

  /** Returns the service that accepts tokens for a resource, for example a URL. */
  public Optional<Audience> audience(String resource) {
    return Arrays.stream(Audience.values()).filter(each -> each.accepts(resource)).findFirst();
  }

  /** Returns a credential for the client libraries of a service. */
  public TokenCredential credential(Audience audience) {
    return request ->
        Mono.fromSupplier(
            () ->
                new AccessToken(
                    token(audience), OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(MINUTES)));
  }

  @Override
  public String toString() {
    return "FactoryIdentity[" + principal.objectId() + "]";
  }
}
