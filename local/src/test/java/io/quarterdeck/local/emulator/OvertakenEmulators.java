package io.quarterdeck.local.emulator;

import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;

/**
 * A program for tests: at the first start, another process, which never becomes ready, already
 * holds the lock.
 */
final class OvertakenEmulators {
  private OvertakenEmulators() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    EmulatorHost host = new EmulatorHost(Path.of(arguments[0]));
    Path firstTime = host.folder().resolve("overtaken");
    if (Files.notExists(firstTime)) {
      Files.createFile(firstTime);
      startOther(host);
    }
    EchoEmulators.main(arguments);
  }

  /** Starts the other process, and waits until it has the lock. */
  static Process startOther(EmulatorHost host) throws IOException {
    Files.createDirectories(host.folder());
    EmulatorSettings.settled(host.settingsFile(), List.of(EchoEmulators.NAME), Set.of());
    Process other = EchoEmulators.program(Other.class, host.folder()).inheritIO().start();
    Polling.await("start the other one", 30, () -> isHeld(host) || !other.isAlive());
    return other;
  }

  private static boolean isHeld(EmulatorHost host) {
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
      EchoEmulators.run(Path.of(arguments[0]), new Endless());
    }
  }

  private static final class Endless implements Emulator {
    @Override
    public String name() {
      return EchoEmulators.NAME;
    }

    @Override
    public Running start(EmulatorContext context) throws IOException {
      try {
        Thread.currentThread().join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("ended");
    }
  }
}
