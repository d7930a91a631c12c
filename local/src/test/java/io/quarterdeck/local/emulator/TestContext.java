package io.quarterdeck.local.emulator;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The context of an emulator under test, a client that trusts its certificate, and a token for it.
 */
public record TestContext(EmulatorContext emulator, HttpClient http, String token) {
  /** Creates a context in the folder. Reuses a certificate, because creating one takes a second. */
  public static TestContext in(Path folder, Path certificates, Audience audience) {
    LoopbackCertificate certificate = LoopbackCertificate.in(certificates);
    return new TestContext(
        new EmulatorContext(folder, 0, certificate.tls()),
        AccessVariables.http(Optional.of(certificate.pem())),
        TestTenant.token(audience));
  }

  public static TokenCredential credential(String token) {
    return request ->
        Mono.just(new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusDays(1)));
  }

  /** Returns the status and the body of an answer, in one line. */
  public String ask(HttpMethod method, URI endpoint, String target, String body) {
    return ask(
        new HttpRequest(method, endpoint + target)
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token)
            .setBody(body));
  }

  /** Returns the status and the body of an answer, in one line. */
  public String ask(HttpRequest request) {
    try (HttpResponse answer = http.sendSync(request, Context.NONE)) {
      return answer.getStatusCode() + " " + answer.getBodyAsBinaryData();
    }
  }
}
