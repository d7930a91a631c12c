package io.quarterdeck.local.postgres;

import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.postgres.Sql;
import io.quarterdeck.etl.stack.PostgresEndpoint;
import io.quarterdeck.local.Installation;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/** The local stack's PostgreSQL: a server of its own, which outlives the JVM that started it. */
public final class LocalPostgres {
  public static final String DATABASE = "quarterdeck";
  public static final String USER = "quarterdeck";

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

  private final Path folder;
  private final Path cache;
  private final Path log;

  /**
   * Starts nothing yet.
   *
   * @param folder where its data is, or will be
   * @param cache where its programs are unpacked
   * @param log where it writes what happens
   */
  public LocalPostgres(Path folder, Path cache, Path log) {
    this.folder = folder;
    this.cache = cache;
    this.log = log;
  }

  public static String version() {
    return PostgresBinaries.VERSION;
  }

  /** Where it is, for a client. */
  public static PostgresEndpoint endpoint(int port, String password) {
    return new PostgresEndpoint(
        "jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/" + DATABASE,
        USER,
        Optional.of(password));
  }

  /** Whether the server that listens there is ours: it lets us in and has our data folder. */
  public boolean runs(int port, String password) {
    return server(port, password, DATABASE).filter(this::isOurs).isPresent();
  }

  private boolean isOurs(String dataFolder) {
    try {
      return Path.of(dataFolder).toRealPath().equals(folder.toRealPath());
    } catch (IOException e) {
      // Either of the two is not there: then it is not ours.
      return false;
    }
  }

  /** The data folder of the server that lets us in, if one does. */
  private static Optional<String> server(int port, String password, String database) {
    try (Connection connection = connect(port, password, database)) {
      return Sql.first(connection, row -> row.getString(1), "show data_directory");
    } catch (SQLException e) {
      // Not there, not yet ready, or not ours: the caller starts ours and says what is in its way.
      return Optional.empty();
    }
  }

  private static Connection connect(int port, String password, String database)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "10");
    return new Driver()
        .connect("jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/" + database, properties);
  }

  /**
   * Starts the server on this port, its data folder made first if need be, and waits until it takes
   * connections.
   */
  public void start(int port, String password) throws IOException {
    Path programs = PostgresBinaries.install(cache);
    if (!Files.exists(folder.resolve(COMPLETE))) {
      initialise(programs, password);
    }
    removeStaleProcessFile();
    PostgresBinaries.run(
        "start PostgreSQL (its log is " + log + ")",
        programs,
        "pg_ctl",
        "start",
        "--wait",
        "--timeout=60",
        "--pgdata=" + folder,
        "--log=" + log,
        "--options=-p " + port);
    createDatabase(port, password);
  }

  private void initialise(Path programs, String password) throws IOException {
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
          "--username=" + USER,
          "--auth=scram-sha-256",
          "--pwfile=" + passwordFile,
          "--encoding=UTF8",
          "--locale=C.UTF-8",
          "--data-checksums");
    } finally {
      Files.delete(passwordFile);
    }
    Files.writeString(folder.resolve("postgresql.conf"), CONFIGURATION, StandardOpenOption.APPEND);
    Files.createFile(folder.resolve(COMPLETE));
  }

  /** PostgreSQL would take a process that got the dead server's number for that server. */
  private void removeStaleProcessFile() throws IOException {
    Path file = folder.resolve("postmaster.pid");
    if (Files.exists(file) && process().isEmpty()) {
      Files.delete(file);
    }
  }

  /** The running server's process, whatever port it listens on. */
  private Optional<ProcessHandle> process() throws IOException {
    Path file = folder.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).strip().matches("\\d+")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(process -> process.info().command().orElse("").endsWith("postgres"));
  }

  private void createDatabase(int port, String password) {
    try (Connection connection = connect(port, password, "postgres")) {
      boolean present =
          Sql.first(
                  connection,
                  row -> true,
                  "select true from pg_database where datname = ?",
                  DATABASE)
              .isPresent();
      if (!present) {
        Sql.execute(connection, "create database " + DATABASE);
      }
    } catch (SQLException e) {
      throw new Failure(
          "Cannot sign in at the local PostgreSQL on port "
              + port
              + ": "
              + Causes.of(e)
              + "; expected the password that was made on its first start. Bring the local stack's"
              + " settings back, or run ./quarterdeck local reset, which deletes its data.",
          e);
    }
  }

  /** Stops the server if it runs; its data stays. */
  public void stop() throws IOException {
    if (process().isPresent()) {
      PostgresBinaries.run(
          "stop PostgreSQL (its log is " + log + ")",
          PostgresBinaries.install(cache),
          "pg_ctl",
          "stop",
          "--wait",
          "--mode=fast",
          "--pgdata=" + folder);
    }
  }
}
