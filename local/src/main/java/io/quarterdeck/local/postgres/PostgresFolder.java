package io.quarterdeck.local.postgres;

import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.files.WorkFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Creates the data folder of the local stack's PostgreSQL. */
final class PostgresFolder {
  /**
   * Settings for a server on a laptop that loads millions of rows: rare checkpoints, and index
   * sorts in memory. fsync stays on, because the data belongs to the user.
   */
  private static final String CONFIGURATION =
      """

      # Quarterdeck's local stack
      listen_addresses = '127.0.0.1'
      shared_buffers = '256MB'
      max_wal_size = '4GB'
      checkpoint_timeout = '15min'
      maintenance_work_mem = '128MB'
      """;

  private PostgresFolder() {}

  /**
   * Creates the folder unless it exists. The folder is initialized under a temporary name and then
   * renamed, because {@code initdb} keeps running for a while if the command that started it is
   * interrupted.
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
        "create PostgreSQL's data folder",
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
