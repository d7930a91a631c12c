package io.quarterdeck.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a service over HTTPS on 127.0.0.1. */
public final class LoopbackServer implements Emulator.Running {
  private static final System.Logger LOG = System.getLogger(LoopbackServer.class.getName());
  private static final int WORKERS = 8;

  /** The maximum size of a body. A Key Vault secret has up to 25 kB; other bodies are smaller. */
  private static final int LARGEST_BODY = 1 << 20;

  private final HttpsServer server;
  private final ExecutorService workers;

  private LoopbackServer(HttpsServer server, ExecutorService workers) {
    this.server = server;
    this.workers = workers;
  }

  /** Creates the service for an endpoint. */
  @FunctionalInterface
  public interface At {
    Service service(URI endpoint);
  }

  /**
   * Starts a server on the port of the emulator, or on a free port if that is 0.
   *
   * @param name the name of the threads
   * @throws IOException if another program uses the port
   */
  public static LoopbackServer start(String name, EmulatorContext context, At at)
      throws IOException {
    HttpsServer server =
        HttpsServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), context.port()), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context.tls()));
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS, work -> thread(name, work));
    LoopbackServer running = new LoopbackServer(server, workers);
    Service service = at.service(running.endpoint());
    server.createContext("/", exchange -> handle(exchange, service));
    server.setExecutor(workers);
    server.start();
    return running;
  }

  /** Returns {@code https://127.0.0.1:PORT}, without a slash at the end. */
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
    Thread thread = new Thread(work, name + " emulator");
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
      LOG.log(System.Logger.Level.ERROR, "An emulator of Azure failed", e);
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
        // Not getPath(): after a double slash, the URI takes the first segment for a host.
        exchange.getRequestURI().toString(),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
        new String(body, StandardCharsets.UTF_8));
  }

  /**
   * Refuses requests from web pages of other sites that reach this port through their own host name
   * (DNS rebinding).
   */
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
