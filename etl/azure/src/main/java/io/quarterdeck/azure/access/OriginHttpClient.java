package io.quarterdeck.azure.access;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.quarterdeck.contract.LocalOrigin;
import io.quarterdeck.contract.Loopback;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Tells an emulator on loopback from which network the user connects.
 *
 * @param client sends the requests
 * @param network the network, in the format of {@code ./quarterdeck local env --from}
 */
record OriginHttpClient(HttpClient client, String network) implements HttpClient {
  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return client.send(named(request));
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return client.send(named(request), context);
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return client.sendSync(named(request), context);
  }

  /** A retried request already has the product. Services in Azure do not get it. */
  private HttpRequest named(HttpRequest request) {
    String agent =
        Optional.ofNullable(request.getHeaders().getValue(HttpHeaderName.USER_AGENT)).orElse("");
    return !Loopback.is(request.getUrl().getHost()) || LocalOrigin.in(agent).isPresent()
        ? request
        : request.setHeader(
            HttpHeaderName.USER_AGENT, (agent + " " + LocalOrigin.product(network)).strip());
  }
}
