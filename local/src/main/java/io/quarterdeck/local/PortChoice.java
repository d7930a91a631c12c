package io.quarterdeck.local;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.OptionalInt;

/**
 * Chooses the ports of the components: the port that the user requested, else the previous port,
 * else a free port.
 *
 * @param before the previous settings
 * @param requested the requested ports
 * @param progress reports a changed port
 */
record PortChoice(LocalSettings before, LocalStack.RequestedPorts requested, Progress progress) {
  private static final int LAST_PORT = 65535;

  /**
   * The ports that our own components listen on now. They do not count as taken.
   *
   * @param postgres the port of PostgreSQL for clients, if the emulators are running
   * @param server the port of the PostgreSQL server, if it is running
   * @param blob the port of Azurite, if it is running
   */
  record Own(OptionalInt postgres, OptionalInt server, OptionalInt blob) {}

  /** Returns the settings with ports that are available. */
  LocalSettings settled(Own own) {
    int postgres =
        port(
            "PostgreSQL",
            before.postgresPort(),
            requested.postgres(),
            own.postgres(),
            "--postgres-port");
    int server =
        port(
            "the PostgreSQL server",
            before.serverPort() == postgres ? free() : before.serverPort(),
            OptionalInt.empty(),
            own.server(),
            "--postgres-port");
    int blob = port("Azurite", before.blobPort(), requested.blob(), own.blob(), "--blob-port");
    if (postgres == blob) {
      throw failure("Azurite", blob, "PostgreSQL uses this port", "--blob-port");
    }
    return before.withPostgresPort(postgres).withServerPort(server).withBlobPort(blob);
  }

  private int port(
      String component, int kept, OptionalInt requestedPort, OptionalInt own, String option) {
    if (requestedPort.isPresent()) {
      int port = requestedPort.getAsInt();
      if (port < 1 || port > LAST_PORT) {
        throw failure(component, port, "the port number is out of range", option);
      }
      if (!own.equals(requestedPort) && Ports.taken(port)) {
        throw failure(
            component,
            port,
            "another program uses the port, or the system does not permit it",
            option);
      }
      return port;
    }
    if (own.equals(OptionalInt.of(kept)) || !Ports.taken(kept)) {
      return kept;
    }
    int other = free();
    progress.note(
        "Another program uses port %2$d of %1$s; %1$s now listens on %3$d."
            .formatted(component, kept, other));
    return other;
  }

  /** Returns a free port that no other component has. */
  private int free() {
    return Ports.free(1, before.ports()).get(0);
  }

  private static Failure failure(String component, int port, String found, String option) {
    return Failure.of(
        "Cannot start %s on port %s: %s; expected a free port. Choose another with "
            + "%s, or omit the option to use a free port.",
        component, port, found, option);
  }
}
