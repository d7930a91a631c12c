package io.quarterdeck.local.databricks;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process whose handle is that of this JVM. It ends when the test ends it. */
final class EndedProcess extends Process {
  private final CountDownLatch end;
  private final int code;

  EndedProcess(CountDownLatch end) {
    this(end, 0);
  }

  EndedProcess(CountDownLatch end, int code) {
    this.end = end;
    this.code = code;
  }

  @Override
  public CompletableFuture<Process> onExit() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return this;
        });
  }

  @Override
  public int waitFor() throws InterruptedException {
    end.await();
    return code;
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return end.await(timeout, unit);
  }

  @Override
  public int exitValue() {
    if (end.getCount() > 0) {
      throw new IllegalThreadStateException("running");
    }
    return code;
  }

  @Override
  public void destroy() {
    end.countDown();
  }

  @Override
  public Process destroyForcibly() {
    end.countDown();
    return this;
  }

  @Override
  public boolean isAlive() {
    return end.getCount() > 0;
  }

  /** The handle of this JVM, because there is no other process. */
  @Override
  public ProcessHandle toHandle() {
    return ProcessHandle.current();
  }

  @Override
  public Stream<ProcessHandle> descendants() {
    return Stream.of();
  }

  @Override
  public OutputStream getOutputStream() {
    return OutputStream.nullOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return InputStream.nullInputStream();
  }

  @Override
  public InputStream getErrorStream() {
    return InputStream.nullInputStream();
  }
}
