package io.quarterdeck.etl.faults;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A Blob account that has no blob, and takes one without ever saying that it has. */
final class SilentBlob implements AutoCloseable {
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
