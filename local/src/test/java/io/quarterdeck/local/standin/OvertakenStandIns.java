package io.quarterdeck.local.standin;

import io.quarterdeck.local.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A program for tests: at the first start, another process, which never becomes ready, already
 * holds the lock.
 */
final class OvertakenStandIns {
  private OvertakenStandIns() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    StandInHost host = new StandInHost(Path.of(arguments[0]));
    Path firstTime = host.folder().resolve("overtaken");
    if (Files.notExists(firstTime)) {
      Files.createFile(firstTime);
      startOther(host);
    }
    EchoStandIns.main(arguments);
  }

  /** Starts the other process, and waits until it has the lock. */
  static Process startOther(StandInHost host) throws IOException {
    Files.createDirectories(host.folder());
    StandInSettings.settled(host.settingsFile(), List.of(EchoStandIns.NAME));
    Process other = EchoStandIns.program(Other.class, host.folder()).inheritIO().start();
    Processes.await("start the other one", 30, () -> isHeld(host) || !other.isAlive());
    return other;
  }

  private static boolean isHeld(StandInHost host) {
    try {
      return host.holder().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Acquires the lock and never becomes ready. */
  static final class Other {
    private Other() {}

    public static void main(String[] arguments)
        throws IOException, InterruptedException, NoSuchAlgorithmException {
      EchoStandIns.run(Path.of(arguments[0]), new Endless());
    }
  }

  private static final class Endless implements StandIn {
    @Override
    public String name() {
      return EchoStandIns.NAME;
    }

    @Override
    public Running start(StandInContext context) throws IOException {
      try {
        Thread.currentThread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("ended");
    }
  }
}
