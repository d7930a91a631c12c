package io.quarterdeck.local.airflow;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.process.Polling;
import io.quarterdeck.local.process.Processes;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The process {@code airflow standalone} of a local stack: the scheduler, the processor of DAGs,
 * the triggerer and the API. It continues to run after the command that started it ends.
 *
 * @param folder the folder of Airflow in the folder of the local stack
 */
public record LocalAirflow(Path folder) {
  /** The variable that names the Python that has Airflow. */
  public static final String PYTHON = "QUARTERDECK_AIRFLOW_PYTHON";

  private static final int STARTED_SECONDS = 300;
  private static final int STOP_SECONDS = 30;

  /** Starts its arguments in a new session, so that Ctrl-C does not end them, and prints the id. */
  private static final String DETACH =
      """
      import subprocess, sys
      log = open(sys.argv[1], "a")
      print(subprocess.Popen(sys.argv[2:], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True).pid)
      """;

  /** Returns the Airflow of a local stack. */
  public static LocalAirflow of(Path stackFolder) {
    return new LocalAirflow(stackFolder.resolve("airflow"));
  }

  /** Returns the address of Airflow's pages, if Airflow runs. */
  public Optional<URI> running() {
    return read().filter(running -> running.process().isPresent()).map(Running::url);
  }

  /**
   * Starts Airflow, unless it runs, and waits until its API answers.
   *
   * @param environment the folder and the sign-in
   * @param outputs a file with the outputs of the stack
   * @param subscriptionId the subscription of the data factory
   * @param log the file for the output
   * @throws Failure if Python does not have Airflow, or Airflow does not start
   */
  public URI start(AirflowEnvironment environment, Path outputs, String subscriptionId, Path log) {
    return running().orElseGet(() -> started(environment, outputs, subscriptionId, log));
  }

  private URI started(
      AirflowEnvironment environment, Path outputs, String subscriptionId, Path log) {
    String python = Optional.ofNullable(System.getenv(PYTHON)).orElse("python3");
    requireAirflow(python);
    try {
      environment.prepare();
      int port = Ports.free();
      Map<String, String> variables = environment.variables(outputs, subscriptionId, port);
      long pid =
          Long.parseLong(Processes.run("start Airflow", launch(python, log, variables)).strip());
      URI url = URI.create("http://" + Ports.LOOPBACK + ":" + port);
      Running running = new Running(pid, startOf(pid), url);
      PrivateFiles.write(file(), running.text());
      if (!Polling.await("start Airflow", STARTED_SECONDS, running::isReady)) {
        stop();
        throw Failure.of(
            "Cannot start Airflow: it did not answer at %s; expected an answer within %d s. Its"
                + " output is in %s.",
            url, STARTED_SECONDS, log);
      }
      return url;
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot start Airflow: %s; expected a writable folder %s. Fix its permissions.",
          e,
          folder);
    }
  }

  private static void requireAirflow(String python) {
    boolean exists;
    try {
      exists =
          new ProcessBuilder(
                      python,
                      "-c",
                      "import airflow.providers.microsoft.azure, airflow.providers.smtp")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      exists = false; // There is no such program.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exists = false;
    }
    if (!exists) {
      throw Failure.of(
          "Cannot start Airflow: %s does not have its packages; expected those of"
              + " lakehouse/airflow/requirements.txt. Run python3 -m venv airflow &&"
              + " airflow/bin/python3 -m pip install --requirement"
              + " lakehouse/airflow/requirements.txt, then set %s to airflow/bin/python3.",
          python, PYTHON);
    }
  }

  private static ProcessBuilder launch(String python, Path log, Map<String, String> variables) {
    ProcessBuilder builder =
        new ProcessBuilder(
            python, "-c", DETACH, log.toString(), python, "-m", "airflow", "standalone");
    builder.environment().putAll(variables);
    Optional.ofNullable(Path.of(python).getParent())
        .ifPresent(
            // "airflow standalone" finds its other commands in the path.
            own ->
                builder
                    .environment()
                    .merge(
                        "PATH",
                        own.toAbsolutePath().toString(),
                        (path, first) -> first + File.pathSeparator + path));
    return builder;
  }

  /** Stops Airflow, if it runs, and waits for the end of its processes. */
  public void stop() {
    List<ProcessHandle> all = new ArrayList<>();
    process()
        .ifPresent(
            process -> {
              process.descendants().forEach(all::add);
              all.add(process);
            });
    all.forEach(ProcessHandle::destroy);
    if (!Polling.await("stop Airflow", STOP_SECONDS, () -> ended(all))) {
      all.forEach(ProcessHandle::destroyForcibly);
      Polling.await("stop Airflow", STOP_SECONDS, () -> ended(all));
    }
  }

  /** Returns the process of Airflow, if it runs. */
  public Optional<ProcessHandle> process() {
    return read().flatMap(Running::process);
  }

  private static boolean ended(List<ProcessHandle> all) {
    return all.stream().noneMatch(ProcessHandle::isAlive);
  }

  private Path file() {
    return folder.resolve("standalone.txt");
  }

  private static Instant startOf(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .orElse(Instant.EPOCH);
  }

  private Optional<Running> read() {
    try {
      return Files.exists(file())
          ? Optional.of(Running.parse(Files.readAllLines(file())))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A started process.
   *
   * @param pid its id
   * @param start the time of its start, because another process may get the id later
   * @param url the address of its pages
   */
  private record Running(long pid, Instant start, URI url) {
    static Running parse(List<String> lines) {
      return new Running(
          Long.parseLong(lines.get(0)), Instant.parse(lines.get(1)), URI.create(lines.get(2)));
    }

    String text() {
      return pid + "\n" + start + "\n" + url + "\n";
    }

    Optional<ProcessHandle> process() {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(process -> process.info().startInstant().filter(start::equals).isPresent());
    }

    boolean isReady() {
      return Ports.taken(url.getPort());
    }
  }
}
