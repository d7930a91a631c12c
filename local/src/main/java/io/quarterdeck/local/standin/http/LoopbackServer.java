package io.quarterdeck.local.standin.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarterdeck.local.standin.StandIn;
import io.quarterdeck.local.standin.StandInSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service over HTTPS on 127.0.0.1. */
public final class LoopbackServer implements StandIn.Running {
  private static final System.Logger LOG = System.getLogger(LoopbackServer.class.getName());
  private static final int WORKERS = 8;

  /** The largest body: a Key Vault secret may have 25 kB, the rest is less. */
  private static final int LARGEST_BODY = 1 << 20;

  private final HttpsServer server;
  private final ExecutorService workers;

  private LoopbackServer(HttpsServer server, ExecutorService workers) {
    this.server = server;
    this.workers = workers;
  }

  /** Makes the service that is found at an endpoint. */
  @FunctionalInterface
  public interface At {
    Service service(URI endpoint);
  }

  /**
   * Starts a server on the site's port, or on a free one if that is 0.
   *
   * @param name of its threads
   * @throws IOException when the port is taken
   */
  public static LoopbackServer start(String name, StandInSite site, At at) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), site.port()), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(site.tls()));
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS, work -> thread(name, work));
    LoopbackServer running = new LoopbackServer(server, workers);
    Service service = at.service(running.endpoint());
    server.createContext("/", exchange -> handle(exchange, service));
    server.setExecutor(workers);
    server.start();
    return running;
  }

  /** {@code https://127.0.0.1:PORT}, without a slash at the end. */
  @Override
  public URI endpoint() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private static Thread thread(String name, Runnable work) {
    Thread thread = new Thread(work, name + " stand-in");
    thread.setDaemon(true);
    return thread;
  }

  private static void handle(HttpExchange exchange, Service service) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange, service));
    }
  }

  private static Answer answer(HttpExchange exchange, Service service) {
    try {
      checkHost(exchange);
      return service.answer(call(exchange));
    } catch (AzureError e) {
      return e.answer();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A stand-in for Azure failed", e);
      return AzureError.of(500, "InternalServerError", String.valueOf(e)).answer();
    }
  }

  private static Call call(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw AzureError.of(413, "RequestEntityTooLarge", "The request content has more than 1 MiB.");
    }
    return Call.of(
        exchange.getRequestMethod(),
        // Not its path: after a double slash, that lacks what was taken for a host.
        exchange.getRequestURI().toString(),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
        new String(body, StandardCharsets.UTF_8));
  }

  /** A web page of another site that names this port by a name of its own is not let in. */
  private static void checkHost(HttpExchange exchange) {
    String host =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
            .orElse("")
            .replaceFirst(":\\d+$", "");
    if (!host.equals("127.0.0.1") && !host.equals("localhost")) {
      throw AzureError.of(403, "Forbidden", "Cannot answer for host '" + host + "'.");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("x-ms-request-id", UUID.randomUUID().toString());
    if (answer.body().isEmpty() || exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    byte[] body = answer.body().get().toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }
}
