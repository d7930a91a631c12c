package io.quarterdeck.cli.ci;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
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

/** A server with the three calls of Azure Repos that a comment needs. It refuses other calls. */
final class ThreadsServer implements AutoCloseable {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final List<String> contents = new ArrayList<>();
  private final HttpServer server;
  private final String path;
  private final String token;

  ThreadsServer(String path, String token) throws IOException {
    this.path = path;
    this.token = token;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void addThread(String content) {
    contents.add(content);
  }

  /** The first comment of each thread. */
  synchronized List<String> contents() {
    return List.copyOf(contents);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String called = exchange.getRequestURI().getRawPath();
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 403, "{}");
    } else if (!"api-version=7.1".equals(exchange.getRequestURI().getQuery())) {
      send(exchange, 400, "{}");
    } else if (called.equals(path) && exchange.getRequestMethod().equals("GET")) {
      send(exchange, 200, threads());
    } else if (called.equals(path) && exchange.getRequestMethod().equals("POST")) {
      Map<?, ?> comment = (Map<?, ?>) Json.list(body(exchange), "comments").get(0);
      contents.add(Json.text(comment, "content"));
      send(exchange, 200, "{}");
    } else if (called.matches(path + "/\\d+/comments/1")
        && exchange.getRequestMethod().equals("PATCH")) {
      int thread = Integer.parseInt(called.substring(path.length() + 1).split("/", 2)[0]);
      contents.set(thread, Json.text(body(exchange), "content"));
      send(exchange, 200, "{}");
    } else {
      send(exchange, 404, "{}");
    }
  }

  private static Map<?, ?> body(HttpExchange exchange) throws IOException {
    try (JsonParser parser = FACTORY.createParser(exchange.getRequestBody())) {
      return (Map<?, ?>) Json.read(parser);
    }
  }

  private String threads() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("value");
      for (int i = 0; i < contents.size(); i++) {
        json.writeStartObject();
        json.writeNumberField("id", i);
        json.writeArrayFieldStart("comments");
        json.writeStartObject();
        json.writeNumberField("id", 1);
        json.writeStringField("content", contents.get(i));
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
