package io.quarterdeck.local.postgres;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Launches the server.
 *
 * @param programs the folder of PostgreSQL's programs
 * @param folder the data folder
 * @param log the log file of the server
 */
record PostgresLaunch(Path programs, Path folder, Path log) {
  /** The recovery of a crashed server with a full write-ahead log can take this long. */
  private static final int START_SECONDS = 120;

  /** The child processes of a killed server may run their last statements for this long. */
  private static final int ORPHAN_SECONDS = 60;

  private static final String ORPHANS = "pre-existing shared memory block";

  /** Returns when the server accepts connections on the port. */
  void run(int port) {
    boolean launched =
        Polling.await("start PostgreSQL", ORPHAN_SECONDS, () -> launchedUnlessOrphans(port));
    if (!launched) {
      throw Failure.of(
          "Cannot start PostgreSQL on port %s: a process of the server that crashed "
              + "is still running its last statement after %s s; expected it to end. End "
              + "it (ps shows it as \"postgres: %s …\"), then run this again.",
          port, ORPHAN_SECONDS, LocalPostgres.USER);
    }
  }

  private boolean launchedUnlessOrphans(int port) {
    long before = logBytes();
    try {
      PostgresBinaries.run(
          "start PostgreSQL",
          programs,
          "pg_ctl",
          "start",
          "--wait",
          "--timeout=" + START_SECONDS,
          "--pgdata=" + folder,
          "--log=" + log,
          "--options=" + options(port));
      return true;
    } catch (Failure e) {
      List<String> fatal = fatalLines(before);
      if (fatal.stream().anyMatch(line -> line.contains(ORPHANS))) {
        return false;
      }
      if (fatal.isEmpty()) {
        throw e;
      }
      throw Failure.causedBy(
          e,
          "Cannot start PostgreSQL on port %s: %s; expected it to accept "
              + "connections. The complete log is %s.",
          port,
          String.join(" | ", fatal),
          log);
    }
  }

  /** Returns the options as words of a shell, because pg_ctl starts the server with one. */
  private String options(int port) {
    try {
      return Stream.concat(
              Stream.of("-p", Integer.toString(port)),
              new PrivateSocket(folder).options(port).stream())
          .map(word -> "'" + word.replace("'", "'\\''") + "'")
          .collect(Collectors.joining(" "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long logBytes() {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the fatal errors that the server logged after the first {@code before} bytes of the
   * log.
   */
  private List<String> fatalLines(long before) {
    if (!Files.exists(log)) {
      return List.of();
    }
    try (InputStream since = Files.newInputStream(log)) {
      since.skipNBytes(before);
      return new String(since.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
