package io.quarterdeck.local.postgres;

import io.quarterdeck.local.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The server process of one data folder, as its {@code postmaster.pid} tells.
 *
 * @param folder the data folder
 */
record PostgresProcess(Path folder) {
  private static final int PORT_LINE = 3;

  private Path file() {
    return folder.resolve("postmaster.pid");
  }

  /** The number in the file, whoever has it now. */
  private Optional<ProcessHandle> named() throws IOException {
    return line(0).flatMap(number -> ProcessHandle.of(Long.parseLong(number)));
  }

  /** The process, if it lives and its number has not passed to another program. */
  Optional<ProcessHandle> find() throws IOException {
    return named().filter(this::isOurs);
  }

  /** The port that it listens on, if it has come so far. */
  OptionalInt port() throws IOException {
    return line(PORT_LINE).stream().mapToInt(Integer::parseInt).findFirst();
  }

  private boolean isOurs(ProcessHandle process) {
    List<String> arguments = Processes.arguments(process);
    int data = arguments.indexOf("-D");
    return process.info().command().orElse("").endsWith("postgres")
        && data >= 0
        && data + 1 < arguments.size()
        && arguments.get(data + 1).equals(folder.toString());
  }

  /**
   * Removes the file where its number has passed to another program: PostgreSQL would take that one
   * for its dead server and refuse to start. Any other stale file is left to PostgreSQL, which also
   * looks for children of the dead server that still write.
   */
  void forgetStranger() throws IOException {
    if (named().isPresent() && find().isEmpty()) {
      Files.deleteIfExists(file());
    }
  }

  private Optional<String> line(int index) throws IOException {
    if (!Files.exists(file())) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file());
    return lines.size() > index && lines.get(index).strip().matches("\\d+")
        ? Optional.of(lines.get(index).strip())
        : Optional.empty();
  }
}
