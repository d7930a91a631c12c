package io.quarterdeck.local.azurite;

import io.quarterdeck.local.Ports;
import io.quarterdeck.local.process.Polling;
import io.quarterdeck.local.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The process that serves a data folder. It is found by its command line rather than by a file with
 * its process id: a file can be lost or can outlive its process, and two processes on one folder
 * would corrupt the data.
 *
 * @param folder the data folder
 */
record AzuriteProcess(Path folder) {
  private static final int STOP_SECONDS = 15;

  /** Starts its arguments as a process in a new session, so that Ctrl-C does not end it. */
  private static final String DETACH =
      """
      const fs = require('fs');
      const log = fs.openSync(process.argv[1], 'a');
      require('child_process')
        .spawn(process.execPath, process.argv.slice(2),
          {detached: true, stdio: ['ignore', log, log]})
        .unref();
      """;

  /** Returns the process, if it is running. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.allProcesses().filter(this::isOurs).findFirst();
  }

  /** Returns the port in the arguments of the process, if it is running. */
  OptionalInt port() {
    return find().flatMap(process -> argument(Processes.arguments(process), "--blobPort")).stream()
        .mapToInt(Integer::parseInt)
        .findFirst();
  }

  private boolean isOurs(ProcessHandle process) {
    List<String> arguments = Processes.arguments(process);
    return argument(arguments, "--location").filter(folder.toString()::equals).isPresent()
        && arguments.get(0).endsWith(AzuriteInstallation.MAIN)
        && process.isAlive();
  }

  private static Optional<String> argument(List<String> arguments, String option) {
    int at = arguments.indexOf(option);
    return at >= 0 && at + 1 < arguments.size()
        ? Optional.of(arguments.get(at + 1))
        : Optional.empty();
  }

  /**
   * Starts the process. It may not listen yet when this method returns.
   *
   * @param script the main script of Azurite
   * @param log the log file
   */
  void start(Path script, AzuriteAccount account, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "node",
            "-e",
            DETACH,
            log.toString(),
            script.toString(),
            "--blobHost",
            Ports.LOOPBACK,
            "--blobPort",
            Integer.toString(account.port()),
            "--location",
            folder.toString(),
            "--skipApiVersionCheck",
            "--disableTelemetry",
            "--silent");
    // The key is passed in the environment because other users can read the command line.
    builder.environment().put("AZURITE_ACCOUNTS", LocalBlob.ACCOUNT + ":" + account.key());
    builder.directory(folder.toFile());
    Processes.run("start Azurite", builder);
  }

  /** Ends the process if it is running, and waits for its end. */
  void stop() {
    Optional<ProcessHandle> running = find();
    if (running.isPresent()) {
      ProcessHandle process = running.get();
      process.destroy();
      if (!Polling.await("stop Azurite", STOP_SECONDS, () -> !process.isAlive())) {
        process.destroyForcibly();
        Polling.await("stop Azurite", STOP_SECONDS, () -> !process.isAlive());
      }
    }
  }
}
