package io.quarterdeck.local.azurite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A relay to a Blob service that refuses some requests, like a throttled account. */
final class ThrottlingRelay implements AutoCloseable {
  /** Headers that the client or the server sets. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "host",
          "connection",
          "content-length",
          "expect",
          "upgrade",
          "http2-settings",
          "transfer-encoding");

  private final int behind;
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger sentAway = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile int retryAfterSeconds;

  /**
   * @param behind the port of the service on the loopback address
   */
  ThrottlingRelay(int behind) throws IOException {
    this.behind = behind;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Refuses the next requests, with this Retry-After in seconds. */
  void throttle(int requests, int retryAfter) {
    retryAfterSeconds = retryAfter;
    busy.set(requests);
  }

  /** Returns the number of refused requests. */
  int sentAway() {
    return sentAway.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        sentAway.incrementAndGet();
        exchange.getResponseHeaders().add("Retry-After", Integer.toString(retryAfterSeconds));
        exchange.getResponseHeaders().add("x-ms-error-code", "ServerBusy");
        exchange.sendResponseHeaders(503, -1);
      } else {
        passOn(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void passOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + behind + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name)) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    byte[] answer = response.body();
    exchange.sendResponseHeaders(response.statusCode(), answer.length == 0 ? -1 : answer.length);
    if (answer.length > 0) {
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
