package io.quarterdeck.e2e.sequences;

import io.quarterdeck.e2e.Launcher.Ended;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The client of a process that runs commands. */
final class Worker implements AutoCloseable {
  private final Process process;
  private final int port;

  private Worker(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Waits until the process listens. */
  static Worker of(Process process, Path portFile, Path log) throws IOException {
    while (!Files.exists(portFile)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("a worker ended: " + Files.readString(log));
      }
      Thread.onSpinWait();
    }
    return new Worker(process, Integer.parseInt(Files.readString(portFile)));
  }

  /** Runs the command to its end. */
  Ended run(List<String> arguments) throws IOException {
    try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port);
        DataOutputStream out = new DataOutputStream(connection.getOutputStream());
        DataInputStream in = new DataInputStream(connection.getInputStream())) {
      StringLists.write(out, arguments);
      List<String> answer = StringLists.read(in);
      return new Ended(Integer.parseInt(answer.get(0)), answer.get(1), answer.get(2));
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
