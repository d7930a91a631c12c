package io.quarterdeck.local.databricks.task;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The process of a task or of an update of a pipeline, with its descendants.
 *
 * @param process the process, which {@link TaskRunner} started
 */
public record TaskProcess(Process process) implements AutoCloseable {
  private static final long GRACE_SECONDS = 5;

  /**
   * Ends the process and its descendants, first gracefully and, after five seconds, forcibly.
   *
   * @throws InterruptedException if the thread is interrupted; {@link #close} then ends the process
   */
  public void end() throws InterruptedException {
    List<ProcessHandle> family =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
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
}
