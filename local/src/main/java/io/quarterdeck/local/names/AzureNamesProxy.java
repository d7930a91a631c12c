package io.quarterdeck.local.names;

import io.quarterdeck.local.emulator.ConnectionListener;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.emulator.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * An HTTP proxy (method CONNECT, RFC 9110) that connects Azure's names with the emulators. Clients
 * such as the Azure CLI build the address of a vault from its name, and the hook of Airflow has no
 * setting for the address of Resource Manager. Such clients cannot use an address on loopback. The
 * proxy connects to no other address.
 *
 * @param destinations the address of the emulator that has a name of Azure
 */
public record AzureNamesProxy(Function<String, Optional<InetSocketAddress>> destinations)
    implements Emulator {
  /** The name of this emulator. */
  public static final String NAME = "proxy";

  private static final int LONGEST_REQUEST = 8192;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    ServerSocketChannel listener =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), context.port()));
    int port = listener.socket().getLocalPort();
    return new Started(ConnectionListener.start(listener, NAME, this::serve), port);
  }

  private void serve(SocketChannel client) throws IOException {
    try (client) {
      String request = request(client.socket().getInputStream());
      Optional<InetSocketAddress> destination = destination(request);
      if (destination.isEmpty()) {
        answer(client, "502 Bad Gateway");
        return;
      }
      try (SocketChannel server = SocketChannel.open(destination.get())) {
        answer(client, "200 Connection established");
        new Relay(client, server).run();
      }
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

  private static void answer(SocketChannel client, String status) throws IOException {
    OutputStream to = client.socket().getOutputStream();
    to.write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    to.flush();
  }

  private record Started(ConnectionListener connections, int port) implements Running {
    @Override
    public URI endpoint() {
      return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
      connections.close();
    }
  }
}
