package io.quarterdeck.local.databricks.runs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process of a task. */
final class TaskProcess implements AutoCloseable {
  private static final long GRACE_SECONDS = 5;

  private final Process process;

  TaskProcess(Process process) {
    this.process = process;
  }

  /**
   * Returns the exit code, or nothing if the process is still running after the limit or a stop
   * request.
   */
  Optional<Integer> await(StopSignal stop, Duration limit) throws InterruptedException {
    stop.awaitEnd(process, limit);
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /** Ends the process and its descendants, first gracefully and then forcibly. */
  void end() throws InterruptedException {
    List<ProcessHandle> family = family(process);
    process.destroy();
    if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static List<ProcessHandle> family(Process process) {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }
}
