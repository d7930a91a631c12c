package io.quarterdeck.local.azurite;

import io.quarterdeck.local.Ports;
import io.quarterdeck.local.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The process that serves one data folder. It is found by its command line rather than by a file
 * with its number: a file can be lost or outlive its process, and two services on one folder would
 * spoil the data.
 *
 * @param folder the data folder
 */
record AzuriteProcess(Path folder) {
  private static final int STOP_SECONDS = 15;

  /** Starts its arguments as a process with a session of its own: Ctrl-C does not reach it. */
  private static final String DETACH =
      """
      const fs = require('fs');
      const log = fs.openSync(process.argv[1], 'a');
      require('child_process')
        .spawn(process.execPath, process.argv.slice(2),
          {detached: true, stdio: ['ignore', log, log]})
        .unref();
      """;

  /** The process, if it lives. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.allProcesses().filter(this::isOurs).findFirst();
  }

  /** The port that it was told to listen on, if it lives. */
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
   * Starts the process; it may not listen yet when this returns.
   *
   * @param script Azurite's main script
   * @param log where it writes what happens
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
    // In the environment, since anybody can read a command line.
    builder.environment().put("AZURITE_ACCOUNTS", LocalBlob.ACCOUNT + ":" + account.key());
    builder.directory(folder.toFile());
    Processes.run("start Azurite", builder);
  }

  /** Ends the process if it lives, and waits until it is gone. */
  void stop() {
    Optional<ProcessHandle> running = find();
    if (running.isPresent()) {
      ProcessHandle process = running.get();
      process.destroy();
      if (!Processes.await("stop Azurite", STOP_SECONDS, () -> !process.isAlive())) {
        process.destroyForcibly();
        Processes.await("stop Azurite", STOP_SECONDS, () -> !process.isAlive());
      }
    }
  }
}
