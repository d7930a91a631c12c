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
  /** The settings with ports that can be listened on. */
  LocalSettings settled(LocalStack.Running running) {
    int postgres =
        port(
            "PostgreSQL",
            before.postgresPort(),
            wishes.postgres(),
            running.postgres(),
            "--postgres-port");
    int blob = port("Azurite", before.blobPort(), wishes.blob(), running.blob(), "--blob-port");
    return before.withPostgresPort(postgres).withBlobPort(blob);
  }

  private int port(String part, int kept, OptionalInt wish, boolean runs, String option) {
    if (wish.isPresent() && !(runs && wish.getAsInt() == kept)) {
      if (Ports.taken(wish.getAsInt())) {
        throw new Failure(
            "Cannot start "
                + part
                + " on port "
                + wish.getAsInt()
                + ": the port is taken by another program, or not allowed; expected a free port."
                + " Choose another with "
                + option
                + ", or leave it out and one is chosen.");
      }
      return wish.getAsInt();
    }
    if (runs || !Ports.taken(kept)) {
      return kept;
    }
    int other = Ports.free();
    progress.note(
        "%s's port %d is taken by another program; it listens on %d from now on."
            .formatted(part, kept, other));
    return other;
  }
}
