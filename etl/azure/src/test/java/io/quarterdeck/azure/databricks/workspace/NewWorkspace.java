package io.quarterdeck.azure.databricks.workspace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A workspace server that returns the given responses in order, and then repeats the last one. */
final class NewWorkspace implements AutoCloseable {
  /**
   * A response to the request for the current user.
   *
   * @param retryAfter the Retry-After header in seconds; no header if empty
   */
  record Answer(int status, String body, String retryAfter) {
    static Answer error(int status, String code, String message) {
      return new Answer(
          status, "{\"error_code\":\"%s\",\"message\":\"%s\"}".formatted(code, message), "");
    }

    Answer retryAfter(String seconds) {
      return new Answer(status, body, seconds);
    }
  }

  static final Answer READY = new Answer(200, "{\"userName\":\"ada@example.com\"}", "");

  private final HttpServer server;
  private final Deque<Answer> answers;
  private final List<String> tokens = new ArrayList<>();

  NewWorkspace(Answer... answers) throws IOException {
    this.answers = new ArrayDeque<>(List.of(answers));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> send(exchange, Answer.error(404, "NOT_FOUND", "no")));
    server.createContext("/api/2.0/preview/scim/v2/Me", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns the headers of the requests. */
  List<String> tokens() {
    return List.copyOf(tokens);
  }

  private void answer(HttpExchange exchange) throws IOException {
    tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
    send(exchange, answers.size() > 1 ? answers.poll() : answers.peek());
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (!answer.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
    }
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
