package io.quarterdeck.azure.access;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;

/**
 * Delegates to a credential of azure-identity and reports a missing sign-in in one sentence. The
 * library's message has a paragraph for each sign-in method that it tried; it is kept as the cause.
 *
 * @param credential requests the tokens
 */
record SignedInCredential(TokenCredential credential) implements TokenCredential {
  private static final Pattern TRIED =
      Pattern.compile("\\b(?!Default)(\\w+)Credential authentication");

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return credential
        .getToken(request)
        .onErrorMap(ClientAuthenticationException.class, SignedInCredential::notSignedIn);
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    try {
      return credential.getTokenSync(request);
    } catch (ClientAuthenticationException e) {
      throw notSignedIn(e);
    }
  }

  private static Failure notSignedIn(ClientAuthenticationException e) {
    List<String> tried =
        TRIED.matcher(Causes.of(e)).results().map(found -> found.group(1)).distinct().toList();
    String by = tried.isEmpty() ? "" : " (tried: " + String.join(", ", tried) + ")";
    return Failure.causedBy(
        e,
        "Cannot sign in to Azure: no account is signed in%s; expected an account, "
            + "a managed identity or a service connection. Run az login, or, in a "
            + "pipeline, run this in a task of the service connection (docs/azure.md).",
        by);
  }
}
