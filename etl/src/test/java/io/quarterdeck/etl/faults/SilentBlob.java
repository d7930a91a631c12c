package io.quarterdeck.etl.faults;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A Blob account that has no blob, and never answers an upload. */
final class SilentBlob implements AutoCloseable {
  private static final byte[] NO_BLOBS =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs/><NextMarker/></EnumerationResults>"
          .getBytes(StandardCharsets.UTF_8);

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
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(200, NO_BLOBS.length);
            exchange.getResponseBody().write(NO_BLOBS);
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
