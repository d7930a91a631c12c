package io.quarterdeck.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Emulates Azure Repos with one pull request. It answers the three calls for threads that the
 * pipeline makes (Git API 7.1, "Pull Request Threads" and "Pull Request Thread Comments"), and
 * refuses other calls.
 */
public final class PullRequestServer implements AutoCloseable {
  private final List<String> comments = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final HttpServer server;
  private final String threads;
  private final String token;

  /**
   * Starts the server.
   *
   * @param threads the path of the pull request's threads
   * @param token the token that callers must send
   */
  public PullRequestServer(String threads, String token) throws IOException {
    this.threads = threads;
    this.token = token;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns the URL without a trailing slash. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public synchronized void addThread(String comment) {
    comments.add(comment);
  }

  /** Returns the first comment of each thread. */
  public synchronized List<String> comments() {
    return List.copyOf(comments);
  }

  /** Returns the methods of the calls, in order. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String method = exchange.getRequestMethod();
    calls.add(method);
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 403, "{}");
    } else if (!"api-version=7.1".equals(exchange.getRequestURI().getQuery())) {
      send(exchange, 400, "{}");
    } else if (path.equals(threads) && method.equals("GET")) {
      send(exchange, 200, threads());
    } else if (path.equals(threads) && method.equals("POST")) {
      comments.add(content(body(exchange).getAsJsonArray("comments").get(0).getAsJsonObject()));
      send(exchange, 200, "{}");
    } else if (path.matches(threads + "/\\d+/comments/1") && method.equals("PATCH")) {
      int thread = Integer.parseInt(path.substring(threads.length() + 1).split("/", 2)[0]);
      comments.set(thread, content(body(exchange)));
      send(exchange, 200, "{}");
    } else {
      send(exchange, 404, "{}");
    }
  }

  private static String content(JsonObject comment) {
    return comment.get("content").getAsString();
  }

  private static JsonObject body(HttpExchange exchange) throws IOException {
    return JsonParser.parseString(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
        .getAsJsonObject();
  }

  private String threads() {
    JsonArray all = new JsonArray();
    for (int i = 0; i < comments.size(); i++) {
      JsonObject comment = new JsonObject();
      comment.addProperty("id", 1);
      comment.addProperty("content", comments.get(i));
      JsonArray thread = new JsonArray();
      thread.add(comment);
      JsonObject entry = new JsonObject();
      entry.addProperty("id", i);
      entry.add("comments", thread);
      all.add(entry);
    }
    JsonObject answer = new JsonObject();
    answer.add("value", all);
    return answer.toString();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
