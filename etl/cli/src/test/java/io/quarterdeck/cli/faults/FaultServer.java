package io.quarterdeck.cli.faults;

import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL server for one test, which can be stopped immediately and restarted on its data. */
final class FaultServer implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres server;
  private final int port;

  FaultServer(Path folder) throws IOException {
    this.folder = folder;
    this.server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder)
            .setLocaleConfig("locale", "C.UTF-8")
            // The library turns this off. A commit must be durable when the client gets the
            // confirmation.
            .setServerConfig("synchronous_commit", "on")
            .start();
    this.port = server.getPort();
  }

  /** Stops all processes of the server without a checkpoint, and restarts it with recovery. */
  void stopImmediately() throws IOException, InterruptedException {
    run(restart("immediate"));
  }

  /** Restarts the server in a mount namespace in which this folder is a file system in memory. */
  void restartWithSmallDisk(Path mount, int mebibytes) throws IOException, InterruptedException {
    Files.createDirectories(mount);
    List<String> words = new ArrayList<>(List.of("unshare", "-r", "-m", "sh", "-c"));
    words.add(
        "mount -t tmpfs -o size=" + mebibytes + "m,mode=700 none " + mount + " && exec \"$@\"");
    words.add("sh");
    List<String> restart = restart("fast");
    // The user who mounts is root in the namespace, and PostgreSQL refuses to run as root.
    words.addAll(restart.get(0).equals("unshare") ? List.of() : List.of("unshare", "-U"));
    words.addAll(restart);
    run(words);
  }

  private List<String> restart(String mode) throws IOException {
    long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).get(0));
    String program =
        ProcessHandle.of(postmaster).flatMap(all -> all.info().command()).orElseThrow();
    List<String> words = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to run as root, so it runs as a user of a new namespace, as in the
      // library.
      words.addAll(List.of("unshare", "-U"));
    }
    words.addAll(
        List.of(
            Path.of(program).resolveSibling("pg_ctl").toString(),
            "restart",
            "--mode=" + mode,
            "--wait",
            "--pgdata=" + folder,
            "--log=" + folder.resolveSibling("postgres.log")));
    return words;
  }

  private static void run(List<String> words) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", words) + " ended with " + code);
    }
  }

  int port() {
    return port;
  }

  PostgresEndpoint endpoint(int throughPort) {
    return new PostgresEndpoint(
        "jdbc:postgresql://127.0.0.1:" + throughPort + "/postgres", "postgres", Optional.empty());
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(endpoint(port).jdbcUrl(), "postgres", "");
  }

  /** All fields of all rows as numbers. */
  List<Long> numbers(String sql) throws SQLException {
    try (Connection connection = connect()) {
      return numbers(connection, sql);
    }
  }

  static List<Long> numbers(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      List<Long> numbers = new ArrayList<>();
      while (answer.next()) {
        for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
          numbers.add(answer.getLong(i));
        }
      }
      return numbers;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
