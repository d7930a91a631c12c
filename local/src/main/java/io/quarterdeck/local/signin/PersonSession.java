package io.quarterdeck.local.signin;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.microsoft.aad.msal4j.DeviceCode;
import com.microsoft.aad.msal4j.DeviceCodeFlowParameters;
import com.microsoft.aad.msal4j.IAccount;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.microsoft.aad.msal4j.MsalException;
import com.microsoft.aad.msal4j.PublicClientApplication;
import com.microsoft.aad.msal4j.SilentParameters;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.Person;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import reactor.core.publisher.Mono;

/**
 * The session of a person, as {@code az login --use-device-code} begins and keeps one. The person
 * signs in once, with a device code. After that, the refresh token in the session file gets tokens
 * for each service. If the refresh token is no longer valid, the person signs in again.
 */
final class PersonSession implements TokenCredential {
  private final String authority;
  private final Person person;
  private final HttpClient http;
  private final PublicClientApplication application;

  /**
   * Sends no request yet.
   *
   * @param entra the address of Entra
   * @param file the session file
   */
  PersonSession(URI entra, Path file, Person person, HttpClient http) {
    this.authority = entra + "/" + LocalTenant.ID + "/";
    this.person = person;
    this.http = http;
    try {
      this.application =
          PublicClientApplication.builder(LocalTenant.AZURE_CLI)
              .authority(authority)
              // The library would ask Azure's public cloud whether it knows this host.
              .instanceDiscovery(false)
              .validateAuthority(false)
              .httpClient(new MsalHttp(http))
              .setTokenCacheAccessAspect(new SessionFile(file))
              .build();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Mono<AccessToken> getToken(TokenRequestContext request) {
    return Mono.fromSupplier(() -> getTokenSync(request));
  }

  @Override
  public AccessToken getTokenSync(TokenRequestContext request) {
    Set<String> scopes = new HashSet<>(request.getScopes());
    IAuthenticationResult result = silently(scopes).orElseGet(() -> signIn(scopes));
    return new AccessToken(
        result.accessToken(),
        OffsetDateTime.ofInstant(result.expiresOnDate().toInstant(), ZoneOffset.UTC));
  }

  /** Returns a token from the session; empty if the person has to sign in. */
  private Optional<IAuthenticationResult> silently(Set<String> scopes) {
    for (IAccount account : application.getAccounts().join()) {
      try {
        return Optional.of(
            application
                .acquireTokenSilently(
                    SilentParameters.builder(scopes, account)
                        // Otherwise, the library omits the port of the authority.
                        .authorityUrl(authority)
                        .build())
                .join());
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof MsalException)) {
          throw failure(e.getCause());
        }
        // The refresh token expired or belongs to a tenant that was deleted.
        application.removeAccount(account).join();
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      }
    }
    return Optional.empty();
  }

  private IAuthenticationResult signIn(Set<String> scopes) {
    CompletableFuture<IAuthenticationResult> result =
        application.acquireToken(DeviceCodeFlowParameters.builder(scopes, this::enterCode).build());
    try {
      return result.join();
    } catch (CompletionException e) {
      throw failure(e.getCause());
    }
  }

  /** Does what the person does in the browser. */
  private void enterCode(DeviceCode code) {
    String form =
        "user_code=%s&account=%s&password=%s"
            .formatted(
                encoded(code.userCode()), encoded(person.name()), encoded(person.password()));
    HttpRequest request =
        new HttpRequest(HttpMethod.POST, code.verificationUri())
            .setHeader(HttpHeaderName.CONTENT_TYPE, "application/x-www-form-urlencoded")
            .setBody(form);
    try (HttpResponse response = http.sendSync(request, Context.NONE)) {
      if (response.getStatusCode() != 200) {
        throw new IllegalStateException(response.getBodyAsBinaryData().toString());
      }
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Failure failure(Throwable cause) {
    return Failure.causedBy(
        cause,
        "Cannot sign in to the local stack as %s: %s; expected tokens from %s. Run ./quarterdeck"
            + " local start.",
        person.name(),
        Causes.of(cause),
        authority);
  }
}
