package io.quarterdeck.local.standin.http;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.quarterdeck.etl.azure.AccessVariables;
import io.quarterdeck.local.standin.LoopbackCertificate;
import io.quarterdeck.local.standin.StandInSite;
import java.net.URI;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A place for a stand-in under test, and a client that trusts it. */
public record TestSite(StandInSite site, HttpClient http) {
  public static final String TOKEN = "the-token";

  /** A site in the folder, with the certificate of another, which takes a second to make. */
  public static TestSite in(Path folder, Path certificates) {
    LoopbackCertificate certificate = LoopbackCertificate.in(certificates);
    return new TestSite(
        new StandInSite(folder, 0, certificate.tls(), TOKEN),
        AccessVariables.http(Optional.of(certificate.pem())));
  }

  public static TokenCredential credential(String token) {
    return request ->
        Mono.just(new AccessToken(token, OffsetDateTime.now(ZoneOffset.UTC).plusDays(1)));
  }

  /** An answer in one line: its status and body. */
  public String ask(HttpMethod method, URI endpoint, String target, String body) {
    return ask(
        new HttpRequest(method, endpoint + target)
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + TOKEN)
            .setBody(body));
  }

  /** An answer in one line: its status and body. */
  public String ask(HttpRequest request) {
    try (HttpResponse answer = http.sendSync(request, Context.NONE)) {
      return answer.getStatusCode() + " " + answer.getBodyAsBinaryData();
    }
  }
}
