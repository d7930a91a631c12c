package io.quarterdeck.local.postgres;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.stack.PostgresEndpoint;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** The local stack's PostgreSQL: a server of its own, which outlives the JVM that started it. */
public final class LocalPostgres {
  public static final String DATABASE = "quarterdeck";
  public static final String USER = "quarterdeck";

  private static final int START_SECONDS = 60;

  private final Path folder;
  private final Path cache;
  private final Path log;
  private final PostgresProcess process;

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
    this.process = new PostgresProcess(folder);
  }

  /** PostgreSQL's version. */
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

  /** The port of our server, if it lives; it may not answer. */
  public OptionalInt port() throws IOException {
    return process.find().isPresent() ? process.port() : OptionalInt.empty();
  }

  /** Whether the server that listens there is ours: it lets us in and has our data folder. */
  public boolean runs(int port, String password) {
    return new SignIn(port, password).dataFolder().filter(this::isOurs).isPresent();
  }

  private boolean isOurs(String dataFolder) {
    try {
      return Path.of(dataFolder).toRealPath().equals(folder.toRealPath());
    } catch (IOException e) {
      // Either of the two is not there: then it is not ours.
      return false;
    }
  }

  /**
   * Starts the server on this port and waits until it takes connections. Its data folder and the
   * database are made first if need be; our server on another port is stopped first; one on this
   * port that is on its way is waited for.
   *
   * @throws Failure when it cannot be started or does not take the password
   */
  public void start(int port, String password) throws IOException {
    SignIn signIn = new SignIn(port, password);
    if (process.find().isPresent() && !process.port().equals(OptionalInt.of(port))) {
      stop();
    }
    awaitAnswer(signIn);
    if (process.find().isPresent() || isLaunched(port, password)) {
      signIn.createDatabase();
    } else {
      start(port, password);
    }
  }

  /**
   * Launches the server.
   *
   * @return false when another server of this folder came up meanwhile: whoever launched that one
   *     was interrupted
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

  /** Waits while our server recovers or comes up; ends at once when there is none, or it dies. */
  private void awaitAnswer(SignIn signIn) {
    boolean settled =
        Processes.await("start PostgreSQL", START_SECONDS, () -> !lives() || signIn.answers());
    if (!settled) {
      throw new Failure(
          "Cannot use the local PostgreSQL on port "
              + signIn.port()
              + ": it runs but does not answer after "
              + START_SECONDS
              + " s; expected an answer. See its log, "
              + log
              + ", or run ./quarterdeck local stop, then start.");
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
    process.forgetStranger();
    new PostgresLaunch(programs, folder, log).run(port);
  }

  /** Stops the server if it runs, and waits until it is gone; its data stays. */
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
    // pg_ctl waits for the end of the work, not of the process.
    running.get().onExit().join();
  }
}
