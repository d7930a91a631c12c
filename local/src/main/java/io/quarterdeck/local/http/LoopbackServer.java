package io.quarterdeck.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.process.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Serves the API of an emulator on 127.0.0.1, over HTTPS or plain HTTP. */
public final class LoopbackServer implements Emulator.Running {
  private static final System.Logger LOG = System.getLogger(LoopbackServer.class.getName());
  private static final int WORKERS = 8;

  static {
    // The JDK's server reads this property once. Without it, each answer waits about 40 ms for the
    // client's acknowledgement of the headers (measured: 57 ms per call; 7.5 ms with the property).
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final String name;
  private final ApiStyle style;
  private final HttpServer server;
  private final ExecutorService workers;

  private LoopbackServer(String name, ApiStyle style, HttpServer server) {
    this.name = name;
    this.style = style;
    this.server = server;
    this.workers = Executors.newFixedThreadPool(WORKERS, DaemonThreads.named(name + " emulator"));
  }

  /** Creates the service for an endpoint. */
  @FunctionalInterface
  public interface At {
    Service service(URI endpoint);
  }

  /**
   * Starts an HTTPS server. It uses the port of the emulator, or any free port if that port is 0.
   *
   * @param name the name of the emulator
   * @throws IOException if another program uses the port
   */
  public static LoopbackServer start(String name, EmulatorContext context, ApiStyle style, At at)
      throws IOException {
    LoopbackServer server = bind(name, context.port(), Optional.of(context.tls()), style);
    server.serve(at.service(server.endpoint()));
    return server;
  }

  /**
   * Binds a port of 127.0.0.1. The server answers requests after {@link #serve}.
   *
   * @param name the name of the emulator
   * @param port 0 for any free port
   * @param tls the certificate for HTTPS; plain HTTP if empty
   * @param style the conventions of the API
   * @throws IOException if another program uses the port
   */
  public static LoopbackServer bind(String name, int port, Optional<SSLContext> tls, ApiStyle style)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    if (tls.isEmpty()) {
      return new LoopbackServer(name, style, HttpServer.create(address, 0));
    }
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
    return new LoopbackServer(name, style, server);
  }

  /** Starts to answer requests. */
  public void serve(Service service) {
    server.createContext("/", exchange -> handle(exchange, service));
    server.setExecutor(workers);
    server.start();
  }

  /** Returns {@code https://127.0.0.1:PORT} or {@code http://127.0.0.1:PORT}. */
  @Override
  public URI endpoint() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void handle(HttpExchange exchange, Service service) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange, service));
    }
  }

  private Answer answer(HttpExchange exchange, Service service) {
    try {
      checkHost(exchange);
      return service.answer(
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              exchange.getRequestBody()));
    } catch (ApiError e) {
      return refusal(e);
    } catch (IOException e) {
      // The client disconnected during its request, or the disk is full.
      LOG.log(System.Logger.Level.WARNING, "Cannot answer {0}: {1}", exchange.getRequestURI(), e);
      return refusal(style.failure(String.valueOf(e)));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The " + name + " emulator failed", e);
      return refusal(style.failure(String.valueOf(e)));
    }
  }

  private Answer refusal(ApiError error) {
    return style.refusal(error).with(error.headers());
  }

  /**
   * Refuses requests with a foreign host name. A web page of another site can send such a request
   * if its host name resolves to 127.0.0.1 (DNS rebinding).
   */
  private void checkHost(HttpExchange exchange) {
    String host =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
            .orElse("")
            .replaceFirst(":\\d+$", "");
    if (!style.has(host) && !host.equals("127.0.0.1") && !host.equals("localhost")) {
      throw style.foreignHost("Cannot answer for host '" + host + "'.");
    }
  }

  private void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    style.headers().forEach(exchange.getResponseHeaders()::set);
    if (answer.body().isEmpty()) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    Answer.Body body = answer.body().get();
    if (exchange.getRequestMethod().equals("HEAD")) {
      style.omitted(body).forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", body.type().orElseGet(style::jsonType));
    exchange.sendResponseHeaders(answer.status(), length(body));
    if (body.length() != 0) {
      try (InputStream from = body.content().open();
          OutputStream to = exchange.getResponseBody()) {
        from.transferTo(to);
      }
    }
  }

  /** The JDK's server sends 0 as an unknown length, and -1 as no body. */
  private static long length(Answer.Body body) {
    if (body.length() == Answer.Body.UNKNOWN) {
      return 0;
    }
    return body.length() == 0 ? -1 : body.length();
  }
}
