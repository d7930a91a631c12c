package io.quarterdeck.e2e.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Emulates Azure Repos with one pull request: the three calls for threads (Git API 7.1, "Pull
 * Request Threads" and "Pull Request Thread Comments") that the pipeline makes. Other calls are
 * refused.
 */
final class PullRequestServer implements AutoCloseable {
  static final String TOKEN = "the-token-of-a-run";

  private static final String THREADS =
      "/organization/project/_apis/git/repositories/repository/pullRequests/7/threads";

  private final List<String> comments = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final HttpServer server;

  PullRequestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Returns the variables of a run for this pull request. */
  Map<String, String> variables() {
    return Map.of(
        "Build.Reason",
        "PullRequest",
        "Build.SourceBranch",
        "refs/pull/7/merge",
        "Build.Repository.ID",
        "repository",
        "System.CollectionUri",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/organization/",
        "System.TeamProject",
        "project",
        "System.PullRequest.PullRequestId",
        "7",
        Agent.TOKEN,
        TOKEN);
  }

  /** Returns the first comment of each thread. */
  synchronized List<String> comments() {
    return List.copyOf(comments);
  }

  /** Returns the methods of the calls, in order. */
  synchronized List<String> calls() {
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
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, "{}");
    } else if (!"api-version=7.1".equals(exchange.getRequestURI().getQuery())) {
      send(exchange, 400, "{}");
    } else if (path.equals(THREADS) && method.equals("GET")) {
      send(exchange, 200, threads());
    } else if (path.equals(THREADS) && method.equals("POST")) {
      comments.add(content((Map<?, ?>) PipelineYaml.list(body(exchange), "comments").get(0)));
      send(exchange, 200, "{}");
    } else if (path.matches(THREADS + "/\\d+/comments/1") && method.equals("PATCH")) {
      int thread = Integer.parseInt(path.substring(THREADS.length() + 1).split("/", 2)[0]);
      comments.set(thread, content(body(exchange)));
      send(exchange, 200, "{}");
    } else {
      send(exchange, 404, "{}");
    }
  }

  private static String content(Map<?, ?> comment) {
    return PipelineYaml.text(comment, "content");
  }

  private static Map<?, ?> body(HttpExchange exchange) throws IOException {
    // JSON is valid YAML.
    return (Map<?, ?>)
        PipelineYaml.parse(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private String threads() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("value");
      for (int i = 0; i < comments.size(); i++) {
        json.writeStartObject();
        json.writeNumberField("id", i);
        json.writeArrayFieldStart("comments");
        json.writeStartObject();
        json.writeNumberField("id", 1);
        json.writeStringField("content", comments.get(i));
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
