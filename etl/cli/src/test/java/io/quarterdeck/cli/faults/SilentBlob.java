package io.quarterdeck.cli.faults;

import com.sun.net.httpserver.HttpServer;
import io.quarterdeck.testkit.AzureServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A Blob account without blobs, which never answers an upload. */
final class SilentBlob implements AutoCloseable {
  private static final AzureServer.Answer NO_BLOBS = AzureServer.noBlobs();

  private final HttpServer server;
  private final CountDownLatch uploading = new CountDownLatch(1);

  SilentBlob() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
          } else if (exchange.getRequestMethod().equals("GET")) {
            byte[] body = NO_BLOBS.body().getBytes(StandardCharsets.UTF_8);
            NO_BLOBS.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(NO_BLOBS.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          } else {
            uploading.countDown();
          }
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/faults";
  }

  void awaitUpload() throws InterruptedException {
    uploading.await();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
