package io.quarterdeck.local.postgres;

import io.quarterdeck.local.FolderTree;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.WorkFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Makes the data folder of the local stack's PostgreSQL. */
final class PostgresFolder {
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

  /**
   * Makes the folder, unless it is there. It is made beside its place and moved there whole: who
   * starts the stack may be interrupted, and {@code initdb} goes on for a while without him.
   */
  static void ensure(Path folder, Path programs, String password) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path work = WorkFolders.create(folder.getParent(), "." + folder.getFileName());
    try {
      Path made = work.resolve("data");
      make(made, programs, password);
      Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FolderTree.delete(work);
    }
  }

  private static void make(Path folder, Path programs, String password) throws IOException {
    Path passwordFile = folder.resolveSibling("password");
    PrivateFiles.write(passwordFile, password);
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
    Files.writeString(folder.resolve("postgresql.conf"), CONFIGURATION, StandardOpenOption.APPEND);
  }
}
