package io.quarterdeck.local.names;

import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.process.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * An HTTP proxy (method CONNECT, RFC 9110) that connects Azure's names with the emulators. Clients
 * such as the Azure CLI build the address of a vault from its name, so that they cannot use an
 * address on loopback. The proxy connects to no other address.
 *
 * @param destinations the address of the emulator that has a name of Azure
 */
public record AzureNamesProxy(Function<String, Optional<InetSocketAddress>> destinations)
    implements Emulator {
  /** The name of this emulator. */
  public static final String NAME = "proxy";

  private static final System.Logger LOG = System.getLogger(AzureNamesProxy.class.getName());
  private static final int LONGEST_REQUEST = 8192;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    ServerSocket server = new ServerSocket(context.port(), 50, InetAddress.getLoopbackAddress());
    ExecutorService workers = Executors.newCachedThreadPool(DaemonThreads.named("proxy"));
    workers.execute(() -> accept(server, workers));
    return new Started(server, workers);
  }

  private void accept(ServerSocket server, ExecutorService workers) {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        workers.execute(() -> serve(client, workers));
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.log(System.Logger.Level.WARNING, "Cannot accept a connection: {0}", e);
        }
      }
    }
  }

  private void serve(Socket client, ExecutorService workers) {
    try (client) {
      String request = request(client.getInputStream());
      Optional<InetSocketAddress> destination = destination(request);
      if (destination.isEmpty()) {
        answer(client, "502 Bad Gateway");
        return;
      }
      try (Socket server = new Socket()) {
        server.connect(destination.get());
        answer(client, "200 Connection established");
        workers.execute(() -> copy(server, client));
        copy(client, server);
      }
    } catch (IOException e) {
      // The other side is closed above.
      LOG.log(System.Logger.Level.DEBUG, "One side disconnected: {0}", e);
    }
  }

  /** Returns the lines of the request up to the empty line. */
  private static String request(InputStream from) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("\r\n\r\n") && text.length() < LONGEST_REQUEST) {
      int next = from.read();
      if (next < 0) {
        return "";
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Returns the address for {@code CONNECT NAME:443 HTTP/1.1}. */
  private Optional<InetSocketAddress> destination(String request) {
    String[] words = request.split("[ \r\n]", 4);
    return words.length > 2 && words[0].equals("CONNECT") && words[1].endsWith(":443")
        ? destinations.apply(words[1].substring(0, words[1].length() - ":443".length()))
        : Optional.empty();
  }

  private static void answer(Socket client, String status) throws IOException {
    OutputStream to = client.getOutputStream();
    to.write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    to.flush();
  }

  /** Copies until the sender ends its direction. */
  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // Closing the sockets ends the other direction.
      LOG.log(System.Logger.Level.DEBUG, "One side disconnected: {0}", e);
    }
  }

  private record Started(ServerSocket server, ExecutorService workers) implements Running {
    @Override
    public URI endpoint() {
      return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      workers.shutdownNow();
    }
  }
}
