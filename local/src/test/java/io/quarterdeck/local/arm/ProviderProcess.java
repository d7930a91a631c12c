package io.quarterdeck.local.arm;

import io.quarterdeck.local.arm.provider.ProviderMain;
import io.quarterdeck.testkit.TestJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A provider in its own process, which can be killed. */
final class ProviderProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private ProviderProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a provider with the resources in a folder, and waits for the port that it prints. */
  static ProviderProcess start(Path folder) throws IOException {
    List<String> command = new ArrayList<>(TestJvm.command());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            ProviderMain.class.getName(),
            folder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    return new ProviderProcess(process, Integer.parseInt(lines.readLine()));
  }

  int port() {
    return port;
  }

  /** Kills the process like {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
