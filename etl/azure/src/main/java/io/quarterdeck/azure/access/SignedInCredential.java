package io.quarterdeck.azure.access;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Delegates to a credential of azure-identity, and reports a missing or refused sign-in in one
 * sentence. The library's message has a paragraph for each sign-in method that it tried; it is kept
 * as the cause.
 *
 * @param credential requests the tokens
 */
record SignedInCredential(TokenCredential credential) implements TokenCredential {
  private static final Pattern TRIED =
      Pattern.compile("\\b(?!Default)(\\w+)Credential authentication");

  /** The code and the message of Entra, without the ids of the request. */
  private static final Pattern REFUSAL =
      Pattern.compile("AADSTS\\d+: .*?(?=\\s+Trace ID: |$)", Pattern.DOTALL);

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return credential.getToken(request).onErrorMap(SignedInCredential::notSignedIn);
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    try {
      return credential.getTokenSync(request);
    } catch (RuntimeException e) {
      throw notSignedIn(e);
    }
  }

  private static RuntimeException notSignedIn(Throwable e) {
    Optional<String> refusal = refusal(e);
    if (refusal.isPresent()) {
      return Failure.causedBy(
          e,
          "Cannot sign in to Azure: %s; expected a principal that the tenant accepts. Correct what"
              + " the message names, or sign in again.",
          refusal.get());
    }
    if (e instanceof ClientAuthenticationException) {
      return noAccount(e);
    }
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }

  /** Returns Entra's message without its final full stop, if one of the causes contains it. */
  private static Optional<String> refusal(Throwable e) {
    return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
        .map(cause -> REFUSAL.matcher(String.valueOf(cause.getMessage())))
        .filter(Matcher::find)
        .map(found -> found.group().replaceAll("\\s*\\.$", ""))
        .findFirst();
  }

  private static Failure noAccount(Throwable e) {
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
