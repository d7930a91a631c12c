package io.quarterdeck.local.emulator;

import java.io.IOException;
import java.net.URI;
import java.util.OptionalInt;

/**
 * The emulator of one Azure service on loopback, inside the process of the emulators. An emulator
 * is strict: it refuses requests that Quarterdeck does not send with the error of the service.
 */
public interface Emulator {
  /**
   * Returns the key of the service in {@code local status --json}: {@code arm}, {@code keyVault}, …
   */
  String name();

  /** Returns the port if the settings of the local stack contain it; empty to choose one. */
  default OptionalInt fixedPort() {
    return OptionalInt.empty();
  }

  /**
   * Starts the server, with the state of an earlier run in the folder.
   *
   * @throws IOException if the folder cannot be read or written, or another program uses the port
   */
  Running start(EmulatorContext context) throws IOException;

  /** A started emulator. Thread-safe. */
  interface Running extends AutoCloseable {
    URI endpoint();

    /** Stops listening. Acknowledged changes are already on disk. */
    @Override
    void close();
  }
}
