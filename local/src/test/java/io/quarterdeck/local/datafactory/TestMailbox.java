package io.quarterdeck.local.datafactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server on loopback that keeps the messages (RFC 5321, without extensions). */
final class TestMailbox implements AutoCloseable {
  private final ServerSocket server;
  private final List<String> messages = new CopyOnWriteArrayList<>();

  private TestMailbox(ServerSocket server) {
    this.server = server;
  }

  static TestMailbox start() throws IOException {
    TestMailbox mailbox =
        new TestMailbox(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(mailbox::accept, "mailbox");
    thread.setDaemon(true);
    thread.start();
    return mailbox;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Returns the messages with their headers, as they arrived. */
  List<String> messages() {
    return messages;
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        serve(client);
      } catch (IOException e) {
        // The server was closed, or the client disconnected. A missing message fails the test.
      }
    }
  }

  private void serve(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = client.getOutputStream();
    say(out, "220 loopback");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line.toUpperCase(Locale.ROOT).split(" ", -1)[0]) {
        case "DATA" -> {
          say(out, "354 go on");
          messages.add(message(in));
          say(out, "250 kept");
        }
        case "QUIT" -> {
          say(out, "221 bye");
          return;
        }
        default -> say(out, "250 ok");
      }
    }
  }

  private static String message(BufferedReader in) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
