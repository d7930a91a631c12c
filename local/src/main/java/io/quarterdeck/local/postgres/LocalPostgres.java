package io.quarterdeck.local.postgres;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The PostgreSQL server of the local stack. It keeps running after the JVM that started it ends.
 */
public final class LocalPostgres {
  public static final String DATABASE = "quarterdeck";
  public static final String USER = "quarterdeck";

  private static final int START_SECONDS = 60;

  private final Path folder;
  private final Path cache;
  private final Path log;
  private final PostgresProcess process;
  private final PrivateSocket socket;

  /**
   * Returns the server of a stack. Does not start it.
   *
   * @param stack the folder of the local stack
   * @param cache the folder in which PostgreSQL is unpacked
   */
  public static LocalPostgres of(Path stack, Path cache) {
    return new LocalPostgres(
        stack.resolve("postgres"), cache, stack.resolve("logs").resolve("postgres.log"));
  }

  /**
   * Does not start the server.
   *
   * @param folder the data folder, which may not exist yet
   * @param cache the folder in which PostgreSQL is unpacked
   * @param log the log file
   */
  public LocalPostgres(Path folder, Path cache, Path log) {
    this.folder = folder;
    this.cache = cache;
    this.log = log;
    this.process = new PostgresProcess(folder);
    this.socket = new PrivateSocket(folder);
  }

  /** Returns the version of PostgreSQL. */
  public static String version() {
    return PostgresBinaries.VERSION;
  }

  /** Returns the endpoint for a client. */
  public static PostgresEndpoint endpoint(int port, String password) {
    return new PostgresEndpoint(
        "jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/" + DATABASE,
        USER,
        Optional.of(password));
  }

  /** Returns the port of our server, if its process is running; it may not answer yet. */
  public OptionalInt port() throws IOException {
    return process.find().isPresent() ? process.port() : OptionalInt.empty();
  }

  /**
   * Returns whether our server listens on the port: it accepts our password, uses our data folder,
   * and has a socket for the emulators.
   */
  public boolean runs(int port, String password) {
    return socket.exists(port)
        && new LocalPostgresSignIn(port, password).dataFolder().filter(this::isOurs).isPresent();
  }

  /** Returns how the emulators connect to the server. */
  public ServerAccess access(int port, String password) {
    return new ServerAccess(folder, port, password);
  }

  private boolean isOurs(String dataFolder) {
    try {
      return Path.of(dataFolder).toRealPath().equals(folder.toRealPath());
    } catch (IOException e) {
      // Either the server or the folder does not exist, so this is not our server.
      return false;
    }
  }

  /**
   * Starts the server on this port and waits until it accepts connections. Creates the data folder
   * and the database if necessary. If our server runs on another port, it is stopped first. If it
   * is already starting on this port, this method waits for it.
   *
   * @throws Failure if the server cannot be started or refuses the password
   */
  public void start(int port, String password) throws IOException {
    LocalPostgresSignIn signIn = new LocalPostgresSignIn(port, password);
    if (process.find().isPresent() && !process.port().equals(OptionalInt.of(port))) {
      stop();
    }
    awaitAnswer(signIn);
    if (process.find().isPresent() && !socket.exists(port)) {
      // An earlier version started it.
      stop();
    }
    if (process.find().isPresent() || isLaunched(port, password)) {
      signIn.createDatabase();
    } else {
      start(port, password);
    }
  }

  /**
   * Launches the server.
   *
   * @return false if another server of this folder started in the meantime, because the process
   *     that launched it was interrupted
   */
  private boolean isLaunched(int port, String password) throws IOException {
    try {
      launch(port, password);
      return true;
    } catch (Failure e) {
      if (process.find().isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  /**
   * Waits while our server starts or recovers. Returns immediately if the server is not running or
   * ends.
   */
  private void awaitAnswer(LocalPostgresSignIn signIn) {
    boolean settled =
        Polling.await("start PostgreSQL", START_SECONDS, () -> !lives() || signIn.answers());
    if (!settled) {
      throw Failure.of(
          "Cannot use the local PostgreSQL on port %s: it runs but does not answer "
              + "after %s s; expected an answer. See its log, %s, or run ./quarterdeck "
              + "local stop, then start.",
          signIn.port(), START_SECONDS, log);
    }
  }

  private boolean lives() {
    try {
      return process.find().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void launch(int port, String password) throws IOException {
    Path programs = PostgresBinaries.install(cache);
    PostgresFolder.ensure(folder, programs, password);
    process.deleteIfReused();
    new PostgresLaunch(programs, folder, log).run(port);
  }

  /**
   * Restarts the server and waits until it accepts connections. All sessions end. Unlike {@link
   * #start}, this method does not create the database.
   *
   * @throws Failure if the server cannot be stopped or started
   */
  public void restart(int port, String password) throws IOException {
    stop();
    if (!isLaunched(port, password)) {
      awaitAnswer(new LocalPostgresSignIn(port, password));
    }
  }

  /** Stops the server if it is running, and waits for its end. Its data is kept. */
  public void stop() throws IOException {
    Optional<ProcessHandle> running = process.find();
    if (running.isEmpty()) {
      return;
    }
    PostgresBinaries.run(
        "stop PostgreSQL (its log is " + log + ")",
        PostgresBinaries.install(cache),
        "pg_ctl",
        "stop",
        "--wait",
        "--mode=fast",
        "--pgdata=" + folder);
    // pg_ctl waits until the server has shut down, but not for the end of its process.
    running.get().onExit().join();
  }
}
