package io.quarterdeck.local.databricks;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A relay between a client and a workspace. It forwards all calls, except those that a test breaks.
 */
final class WorkspaceRelay implements AutoCloseable {
  /** Handles a call instead of forwarding it. */
  @FunctionalInterface
  interface Fault {
    void happen(HttpExchange exchange) throws Exception;
  }

  private record Rule(String call, Fault fault) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final List<Rule> rules = new ArrayList<>();
  private final URI workspace;
  private final HttpServer server;

  WorkspaceRelay(URI workspace) throws IOException {
    this(workspace, 0);
  }

  /** Creates a relay at a given port, after another one at that port was closed. */
  WorkspaceRelay(URI workspace, int port) throws IOException {
    this.workspace = workspace;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.setExecutor(workers);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Applies the fault to the next call whose method and path have this prefix. Later calls are
   * forwarded.
   */
  synchronized void next(String call, Fault fault) {
    rules.add(new Rule(call, fault));
  }

  /** Refuses the next call with this prefix. */
  void refuseNext(String call, int status, String body, Map<String, String> headers) {
    next(
        call,
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          headers.forEach(exchange.getResponseHeaders()::set);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  /** Forwards the call and returns the answer. */
  HttpResponse<byte[]> passOn(HttpExchange exchange) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(workspace.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : List.of("Authorization", "Content-Type", "Accept")) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
          .ifPresent(value -> request.header(name, value));
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private void handle(HttpExchange exchange) throws IOException {
    // A caller without an answer sees a closed connection.
    try (exchange) {
      Optional<Rule> rule = rule(exchange);
      if (rule.isPresent()) {
        rule.get().fault().happen(exchange);
      } else {
        answer(exchange, passOn(exchange));
      }
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private synchronized Optional<Rule> rule(HttpExchange exchange) {
    String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    Optional<Rule> found = rules.stream().filter(rule -> call.startsWith(rule.call())).findFirst();
    found.ifPresent(rules::remove);
    return found;
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
      throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (head || !name.equalsIgnoreCase("Content-Length")) {
                exchange.getResponseHeaders().put(name, values);
              }
            });
    int length = answer.body().length;
    exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
    if (length > 0) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
