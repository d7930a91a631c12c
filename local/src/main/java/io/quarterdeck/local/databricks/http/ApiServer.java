package io.quarterdeck.local.databricks.http;

import io.quarterdeck.local.databricks.api.RequestLimit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves Databricks' REST API over plain HTTP on loopback: checks the token and the rate limit, and
 * writes errors. Thread-safe.
 */
public final class ApiServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ApiServer.class.getName());

  static {
    // The JDK's server reads this property once. Without it, each answer waits about 40 ms for the
    // client's acknowledgement of the headers (measured: 57 ms per call; 7.5 ms with the property).
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService workers = Executors.newFixedThreadPool(8, ApiServer::worker);
  private final ApiRoutes open;
  private final String token;
  private final RequestLimit limit;

  private volatile ApiRoutes routes = new ApiRoutes();

  private ApiServer(HttpServer server, String token, RequestLimit limit) {
    this.server = server;
    this.open = WellKnownRoutes.of(endpoint());
    this.token = token;
    this.limit = limit;
  }

  /**
   * Binds a port of 127.0.0.1. Requests are not answered yet.
   *
   * @param port 0 for any free port
   * @param token the token that callers must send
   * @throws IOException if another program uses the port
   */
  public static ApiServer bind(int port, String token, RequestLimit limit) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    return new ApiServer(server, token, limit);
  }

  /** Starts to answer requests. */
  public void serve(ApiRoutes served) {
    routes = served;
    server.createContext("/", this::handle);
    server.setExecutor(workers);
    server.start();
  }

  /** Returns the endpoint. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange));
    }
  }

  private ApiResponse answer(HttpExchange exchange) throws IOException {
    try {
      checkHost(exchange);
      URI uri = exchange.getRequestURI();
      String method = exchange.getRequestMethod();
      Optional<ApiRoutes.Found> known = open.find(method, uri.getPath());
      if (known.isPresent()) {
        return known.get().handler().answer(call(exchange, ""));
      }
      checkToken(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")));
      if (!limit.allows(System.nanoTime())) {
        return ApiResponse.refusal(
            ApiError.of(
                429,
                "REQUEST_LIMIT_EXCEEDED",
                "Current request has to be retried because it exceeds the request limit."),
            Map.of("Retry-After", "1"));
      }
      ApiRoutes.Found found =
          routes.find(method, uri.getPath()).orElseThrow(() -> noRoute(method, uri));
      return found.handler().answer(call(exchange, found.rest()));
    } catch (ApiError e) {
      return ApiResponse.refusal(e, Map.of());
    } catch (IOException e) {
      // The client disconnected during its request, or the disk is full.
      LOG.log(System.Logger.Level.WARNING, "Cannot answer {0}: {1}", exchange.getRequestURI(), e);
      return failure(e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The Databricks emulator failed", e);
      return failure(e);
    }
  }

  private static ApiResponse failure(Exception e) {
    return ApiResponse.refusal(ApiError.of(500, "INTERNAL_ERROR", String.valueOf(e)), Map.of());
  }

  private static ApiCall call(HttpExchange exchange, String rest) {
    return new ApiCall(
        rest,
        ApiCall.parameters(Optional.ofNullable(exchange.getRequestURI().getRawQuery())),
        exchange.getRequestBody());
  }

  private static ApiError noRoute(String method, URI uri) {
    return ApiError.of(
        404, "ENDPOINT_NOT_FOUND", "No API found for '" + method + " " + uri.getPath() + "'");
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
      throw ApiError.of(403, "PERMISSION_DENIED", "Cannot answer for host '" + host + "'.");
    }
  }

  private void checkToken(Optional<String> authorization) {
    if (authorization.isEmpty() || !authorization.get().startsWith("Bearer ")) {
      throw ApiError.of(
          401,
          "UNAUTHENTICATED",
          "Credential was not sent or was of an unsupported type for this API.");
    }
    byte[] shown = authorization.get().substring(7).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(shown, token.getBytes(StandardCharsets.UTF_8))) {
      throw ApiError.of(403, "403", "Invalid access token.");
    }
  }

  private static void send(HttpExchange exchange, ApiResponse answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.length()));
    }
    exchange.sendResponseHeaders(
        answer.status(), head || answer.length() == 0 ? -1 : answer.length());
    if (!head && answer.length() > 0) {
      try (InputStream from = answer.body().open();
          OutputStream to = exchange.getResponseBody()) {
        from.transferTo(to);
      }
    }
  }

  private static Thread worker(Runnable work) {
    Thread thread = new Thread(work, "databricks emulator");
    thread.setDaemon(true);
    return thread;
  }
}
