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
 * Runs commands that arrive over loopback, several concurrently, until its process ends. Each
 * connection carries one command; the answer is an exit code, the standard output and the error
 * output.
 */
final class WorkerServer {
  /** Runs a command. */
  @FunctionalInterface
  interface Body {
    List<String> run(List<String> arguments);
  }

  private WorkerServer() {}

  /**
   * Accepts connections without end.
   *
   * @param portFile the file to which the port is written after the port is open
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
      StringLists.write(out, body.run(StringLists.read(in)));
    } catch (IOException e) {
      // The client sees a connection without an answer; this is the reason.
      System.err.println("No answer to " + connection + ": " + e);
    }
  }
}
