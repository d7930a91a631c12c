package io.quarterdeck.local.postgres;

import io.quarterdeck.local.Installation;
import io.quarterdeck.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the data folder of the local stack's PostgreSQL. */
final class PostgresFolder {
  /** Written last: a data folder without it is a half-made one. */
  private static final String COMPLETE = "quarterdeck.complete";

  /**
   * A laptop's server that takes a million rows at a time: checkpoints seldom, and sorts for
   * indexes in memory. fsync stays on: it is the user's data.
   */
  private static final String CONFIGURATION =
      """

      # Quarterdeck's local stack
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      shared_buffers = '256MB'
      max_wal_size = '4GB'
      checkpoint_timeout = '15min'
      maintenance_work_mem = '128MB'
      """;

  private PostgresFolder() {}

  /** Makes the folder, unless it was made before; what is left of a broken try is deleted. */
  static void ensure(Path folder, Path programs, String password) throws IOException {
    if (Files.exists(folder.resolve(COMPLETE))) {
      return;
    }
    Installation.delete(folder);
    PrivateFiles.createFolder(folder.getParent());
    Path passwordFile = folder.resolveSibling("postgres-password");
    PrivateFiles.write(passwordFile, password);
    try {
      PostgresBinaries.run(
          "make PostgreSQL's data folder",
          programs,
          "initdb",
          "--pgdata=" + folder,
          "--username=" + LocalPostgres.USER,
          "--auth=scram-sha-256",
          "--pwfile=" + passwordFile,
          "--encoding=UTF8",
          "--locale=C.UTF-8",
          "--data-checksums");
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    Files.writeString(folder.resolve("postgresql.conf"), CONFIGURATION, StandardOpenOption.APPEND);
    Files.createFile(folder.resolve(COMPLETE));
  }
}
