package io.quarterdeck.local.databricks.runs;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A task's process. */
final class TaskProcess implements AutoCloseable {
  private static final long GRACE_SECONDS = 5;

  private final Process process;

  TaskProcess(Process process) {
    this.process = process;
  }

  /** The exit code, or nothing when the process was still running at the end. */
  Optional<Integer> await(Stop stop, Duration limit) throws InterruptedException {
    stop.awaitEnd(process, limit);
    return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
  }

  /** Ends it and what it started: by asking first, and then not. */
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
