package io.quarterdeck.e2e.sequences;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Runs lists of words that come over loopback, several at a time, until its process is ended. Each
 * connection carries one list, and as its answer an exit code, what was printed, and the errors.
 */
final class WorkerServer {
  /** What runs a list of words. */
  @FunctionalInterface
  interface Body {
    List<String> run(List<String> words);
  }

  private WorkerServer() {}

  /**
   * Listens for ever.
   *
   * @param portFile where the port is written once it is open
   */
  static void serve(Path portFile, Body body) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Path draft = portFile.resolveSibling(portFile.getFileName() + ".new");
      Files.writeString(draft, Integer.toString(server.getLocalPort()));
      Files.move(draft, portFile, StandardCopyOption.ATOMIC_MOVE);
      while (true) {
        Socket connection = server.accept();
        Thread thread = new Thread(() -> answer(connection, body));
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private static void answer(Socket connection, Body body) {
    try (connection;
        DataInputStream in = new DataInputStream(connection.getInputStream());
        DataOutputStream out = new DataOutputStream(connection.getOutputStream())) {
      Wire.write(out, body.run(Wire.read(in)));
    } catch (IOException e) {
      // The test sees a connection that ended without an answer; this is why.
      System.err.println("No answer to " + connection + ": " + e);
    }
  }
}
