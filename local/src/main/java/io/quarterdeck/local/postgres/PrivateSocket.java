package io.quarterdeck.local.postgres;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Unix socket of a server, in a private folder beside the data folder. The server trusts its
 * clients, because they belong to the user: the proxy that checks Entra tokens connects there.
 *
 * @param dataFolder the data folder
 */
record PrivateSocket(Path dataFolder) {
  /** The shorter limit of the supported systems: macOS has 104 bytes with the last zero. */
  private static final int MAXIMUM_BYTES = 103;

  /** The rules for clients, instead of those that {@code initdb} wrote. */
  private static final String RULES =
      """
      # Written by Quarterdeck at each start
      local  all  all                trust
      host   all  all  127.0.0.1/32  scram-sha-256
      """;

  /** Returns the socket of a server that listens on this port. */
  Path path(int port) {
    return folder().resolve(".s.PGSQL." + port);
  }

  private Path folder() {
    return dataFolder.resolveSibling(dataFolder.getFileName() + "-socket");
  }

  private Path rules() {
    return folder().resolve("pg_hba.conf");
  }

  /**
   * Creates the folder, and returns the options of the server.
   *
   * @throws Failure if the path is too long for a socket
   */
  List<String> options(int port) throws IOException {
    int length = path(port).toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > MAXIMUM_BYTES) {
      throw Failure.of(
          "Cannot start PostgreSQL: the path of its socket, %s, has %s bytes; expected at most %s."
              + " Set QUARTERDECK_HOME to a folder with a shorter path.",
          path(port), length, MAXIMUM_BYTES);
    }
    PrivateFiles.createFolder(folder());
    PrivateFiles.write(rules(), RULES);
    return List.of(
        "-c",
        // The server parses a list of folders.
        "unix_socket_directories=\"" + folder().toString().replace("\"", "\"\"") + "\"",
        "-c",
        "unix_socket_permissions=0700",
        "-c",
        "hba_file=" + rules());
  }

  /** Returns whether a server listens there. A server of an earlier version has no socket. */
  boolean exists(int port) {
    return Files.exists(path(port));
  }
}
