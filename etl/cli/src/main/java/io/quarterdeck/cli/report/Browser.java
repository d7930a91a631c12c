package io.quarterdeck.cli.report;

import io.quarterdeck.loader.failure.Failure;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Opens addresses in the user's browser: with {@code open} on macOS (open(1)), with {@code
 * xdg-open} on Linux (xdg-utils).
 *
 * @param environment the environment variables, of which {@code PATH} is used
 */
record Browser(Map<String, String> environment) {
  private static final List<String> PROGRAMS = List.of("xdg-open", "open");

  /** The programs end after they have started the browser, unless the browser is a text browser. */
  private static final int SECONDS = 10;

  /**
   * Opens an address.
   *
   * @throws Failure if no program is found, or the program fails
   */
  void open(URI address) {
    Path program =
        program()
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot open %s: neither xdg-open nor open was found on the PATH; expected"
                            + " one of them. Open the address in a browser yourself.",
                        address));
    try {
      Process process =
          new ProcessBuilder(program.toString(), address.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0) {
        throw Failure.of(
            "Cannot open %s: %s ended with exit code %s; expected 0. Open the address in a browser"
                + " yourself.",
            address, program, process.exitValue());
      }
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot open %s: %s; expected to start %s. Open the address in a browser yourself.",
          address,
          e,
          program);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** On Linux, {@code open} can be another program (openvt), so {@code xdg-open} is first. */
  private Optional<Path> program() {
    String path = environment.getOrDefault("PATH", "");
    return PROGRAMS.stream()
        .flatMap(
            name ->
                Stream.of(path.split(File.pathSeparator, -1))
                    .filter(folder -> !folder.isEmpty())
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
