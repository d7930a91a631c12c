package io.quarterdeck.local.arm;

import io.quarterdeck.local.arm.provider.ProviderMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A provider in a process of its own, which can be killed. */
final class ProviderProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private ProviderProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one on the resources in a folder, and waits for the port that it prints. */
  static ProviderProcess start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ProviderMain.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    return new ProviderProcess(process, Integer.parseInt(lines.readLine()));
  }

  int port() {
    return port;
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
