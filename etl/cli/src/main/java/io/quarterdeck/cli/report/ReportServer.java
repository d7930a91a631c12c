package io.quarterdeck.cli.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Serves the report on a random port of the loopback address: {@code /} is the page, {@code
 * /events} a stream of server-sent events (HTML Standard, "Server-sent events"). The event {@code
 * status} contains the state of the bootstrap that runs, {@code changed} requests that the page is
 * loaded again.
 *
 * <p>A request must name the loopback address as its host. Otherwise a page of another site, whose
 * name was changed to the loopback address (DNS rebinding), could read the report.
 */
final class ReportServer implements AutoCloseable {
  /** The state that the server serves. Called from several threads. */
  interface Source {
    /** Returns the text that changes when the page changes: letters and digits. */
    String version();

    /** Returns the page, for this version. */
    String html(String version);

    /** Returns what runs; empty if nothing runs. */
    String status();
  }

  private static final long POLL_MILLIS = 500;

  private final Source source;
  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          body -> {
            Thread thread = new Thread(body, "report server");
            thread.setDaemon(true);
            return thread;
          });
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Starts the server.
   *
   * @throws Failure if no port can be opened
   */
  ReportServer(Source source) {
    this.source = source;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot serve the report: %s; expected a free port on the loopback address. Write a file"
              + " instead: leave out --serve.",
          e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Returns the address of the page. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange call) throws IOException {
    try (call) {
      call.getResponseHeaders().set("Cache-Control", "no-store");
      call.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      String path = call.getRequestURI().getPath();
      if (!isOwnHost(call)) {
        text(call, 403, "The host is not the loopback address.");
      } else if (!call.getRequestMethod().equals("GET")) {
        text(call, 405, "Only GET is supported.");
      } else if (path.equals("/")) {
        send(call, 200, "text/html; charset=utf-8", source.html(source.version()));
      } else if (path.equals("/events")) {
        stream(call);
      } else {
        text(call, 404, "There are only / and /events.");
      }
    }
  }

  private boolean isOwnHost(HttpExchange call) {
    int port = server.getAddress().getPort();
    return Set.of("127.0.0.1:" + port, "localhost:" + port)
        .contains(Optional.ofNullable(call.getRequestHeaders().getFirst("Host")).orElse(""));
  }

  private static void text(HttpExchange call, int status, String text) throws IOException {
    send(call, status, "text/plain; charset=utf-8", text);
  }

  private static void send(HttpExchange call, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", type);
    call.sendResponseHeaders(status, body.length);
    call.getResponseBody().write(body);
  }

  /** Sends events until the browser closes the connection, or the server is closed. */
  private void stream(HttpExchange call) throws IOException {
    call.getResponseHeaders().set("Content-Type", "text/event-stream");
    call.sendResponseHeaders(200, 0);
    String query = Optional.ofNullable(call.getRequestURI().getQuery()).orElse("");
    String seen = query.replaceFirst("^version=", "");
    String status = "";
    OutputStream out = call.getResponseBody();
    while (pause()) {
      String now = source.status();
      // An empty comment finds out whether the browser is connected.
      event(out, now.equals(status) ? List.of(":") : List.of("event: status", "data: " + now));
      status = now;
      String version = source.version();
      if (!version.equals(seen)) {
        event(out, List.of("event: changed", "data: " + version));
        seen = version;
      }
    }
  }

  private static void event(OutputStream out, List<String> lines) throws IOException {
    out.write((String.join("\n", lines) + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Returns false if the server is closed, or the thread is interrupted. */
  private boolean pause() {
    try {
      return !closed.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until the server is closed, or the thread is interrupted. */
  void await() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
