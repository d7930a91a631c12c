package io.quarterdeck.azure.access;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.quarterdeck.contract.Loopback;
import reactor.core.publisher.Mono;

/**
 * Sends each request with the client whose trusted certificates apply to its host.
 *
 * @param loopback the client for loopback addresses
 * @param elsewhere the client for all other hosts
 */
record RoutedHttpClient(HttpClient loopback, HttpClient elsewhere) implements HttpClient {
  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return client(request).send(request);
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request, Context context) {
    return client(request).send(request, context);
  }

  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    return client(request).sendSync(request, context);
  }

  private HttpClient client(HttpRequest request) {
    return Loopback.is(request.getUrl().getHost()) ? loopback : elsewhere;
  }
}
