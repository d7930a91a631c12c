package io.quarterdeck.local;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.Progress;
import java.util.OptionalInt;

/**
 * Which ports the parts listen on: the user's wish, else the one before, else a free one.
 *
 * @param before the settings so far
 * @param wishes the ports that the user asked for
 * @param progress where a change of port is told
 */
record PortChoice(LocalSettings before, LocalStack.Wishes wishes, Progress progress) {
  private static final int LAST_PORT = 65535;

  /**
   * The ports that our own parts listen on now: those are not taken by somebody else.
   *
   * @param postgres PostgreSQL's, if it lives
   * @param blob Azurite's, if it lives
   */
  record Own(OptionalInt postgres, OptionalInt blob) {}

  /** The settings with ports that can be listened on. */
  LocalSettings settled(Own own) {
    int postgres =
        port(
            "PostgreSQL",
            before.postgresPort(),
            wishes.postgres(),
            own.postgres(),
            "--postgres-port");
    int blob = port("Azurite", before.blobPort(), wishes.blob(), own.blob(), "--blob-port");
    if (postgres == blob) {
      throw failure("Azurite", blob, "PostgreSQL is to listen there", "--blob-port");
    }
    return before.withPostgresPort(postgres).withBlobPort(blob);
  }

  private int port(String part, int kept, OptionalInt wish, OptionalInt own, String option) {
    if (wish.isPresent()) {
      int port = wish.getAsInt();
      if (port < 1 || port > LAST_PORT) {
        throw failure(part, port, "there is no such port", option);
      }
      if (!own.equals(wish) && Ports.taken(port)) {
        throw failure(part, port, "the port is taken by another program, or not allowed", option);
      }
      return port;
    }
    if (own.equals(OptionalInt.of(kept)) || !Ports.taken(kept)) {
      return kept;
    }
    int other = Ports.free();
    progress.note(
        "%s's port %d is taken by another program; it listens on %d from now on."
            .formatted(part, kept, other));
    return other;
  }

  private static Failure failure(String part, int port, String found, String option) {
    return new Failure(
        "Cannot start "
            + part
            + " on port "
            + port
            + ": "
            + found
            + "; expected a free port. Choose another with "
            + option
            + ", or leave it out and one is chosen.");
  }
}
