package io.quarterdeck.local.postgres;

import io.quarterdeck.local.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The server process of a data folder, according to {@code postmaster.pid}.
 *
 * @param folder the data folder
 */
record PostgresProcess(Path folder) {
  private static final int PORT_LINE = 3;

  private Path file() {
    return folder.resolve("postmaster.pid");
  }

  /** Returns the process with the id in the file, which may be another program by now. */
  private Optional<ProcessHandle> named() throws IOException {
    return line(0).flatMap(number -> ProcessHandle.of(Long.parseLong(number)));
  }

  /** Returns the process if it is running and is PostgreSQL. */
  Optional<ProcessHandle> find() throws IOException {
    return named().filter(this::isOurs);
  }

  /** Returns the port that the server listens on, if it has started that far. */
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
   * Deletes the file if another program now has the process id in it: PostgreSQL would take that
   * program for its crashed server and refuse to start. PostgreSQL handles other stale files
   * itself; it also looks for child processes of the crashed server that still write.
   */
  void deleteIfReused() throws IOException {
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
