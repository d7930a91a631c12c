package io.quarterdeck.local.emulator;

import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;

/** A program for tests: at the first start, another program already listens on its port. */
final class TakenPortEmulators {
  private static final int SECONDS = 60;

  private TakenPortEmulators() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    Path folder = Path.of(arguments[0]);
    if (Files.notExists(folder.resolve("taken"))) {
      EchoEmulators.program(Listener.class, folder).start();
      Polling.await("see it listen", SECONDS, () -> Files.exists(folder.resolve("taken")));
    }
    EchoEmulators.main(arguments);
  }

  /** Listens until the process is stopped. */
  static final class Listener {
    private Listener() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      int port =
          EmulatorSettings.read(new EmulatorHost(folder).settingsFile()).port(EchoEmulators.NAME);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        Files.writeString(folder.resolve("taken"), Integer.toString(socket.getLocalPort()));
        Polling.await("be told", SECONDS, () -> Files.exists(folder.resolve("end")));
      }
    }
  }
}
