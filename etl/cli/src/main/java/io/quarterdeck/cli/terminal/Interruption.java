package io.quarterdeck.cli.terminal;

import io.quarterdeck.cli.observation.CommandObservation;
import io.quarterdeck.loader.progress.Shutdown;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Handles Ctrl-C and SIGTERM. */
public final class Interruption {
  /** The time for a command to clean up before the process ends. */
  private static final Duration CLEAN_UP = Duration.ofSeconds(10);

  /** How many bodies run that have a message for their interruption. */
  private static final AtomicInteger EXPLAINING = new AtomicInteger();

  private Interruption() {}

  /** Runs the body. If the process is ended while the body runs, the message is printed. */
  public static <T> T explained(String message, Supplier<T> body) {
    Thread hook = new Thread(() -> print(message), "interruption");
    add(hook);
    try {
      return body.get();
    } finally {
      remove(hook);
    }
  }

  /**
   * The messages to print if the process is ended.
   *
   * @param stopped if the body stopped and cleaned up
   * @param completed if the body had completed its work
   * @param killed if the body did not end within ten seconds
   */
  public record Messages(String stopped, String completed, String killed) {
    /** The messages of a load. */
    public static final Messages OF_LOAD =
        new Messages(
            "Interrupted: nothing was published.",
            "Interrupted after the load was published. See ./quarterdeck loads.",
            "Interrupted before the clean-up was done. ./quarterdeck loads shows whether the load"
                + " was published; if not, the next load cleans up.");
  }

  /**
   * Runs the body. If the process is ended while the body runs, its thread is interrupted and gets
   * ten seconds to clean up before the process ends.
   */
  public static <T> T cleanedUp(Messages messages, Supplier<T> body) {
    Stop stop = new Stop(Thread.currentThread(), messages);
    Thread hook = new Thread(stop::run, "interruption");
    add(hook);
    try {
      T result = body.get();
      stop.message = messages.completed();
      return result;
    } finally {
      stop.ended.countDown();
      if (!remove(hook)) {
        // The process is ending. Output of the caller would mix with the hook's message.
        awaitEndOfProcess();
      }
    }
  }

  private static final class Stop {
    private final Thread worker;
    private final Messages messages;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String message;

    Stop(Thread worker, Messages messages) {
      this.worker = worker;
      this.messages = messages;
      this.message = messages.stopped();
    }

    void run() {
      Shutdown.begin();
      worker.interrupt();
      boolean clean;
      try {
        clean = ended.await(CLEAN_UP.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        clean = false;
      }
      print(clean ? message : messages.killed());
    }
  }

  private static void print(String message) {
    Output.endProgress();
    System.err.println(System.lineSeparator() + message);
    JsonAnswer.interrupted(message);
    CommandObservation.current().interrupted(message);
  }

  private static void add(Thread hook) {
    Runtime.getRuntime().addShutdownHook(hook);
    EXPLAINING.incrementAndGet();
  }

  /** Returns whether a hook of this class prints a message if the process ends now. */
  static boolean isExplained() {
    return EXPLAINING.get() > 0;
  }

  /** Returns false if the process is ending and the hook runs. */
  private static boolean remove(Thread hook) {
    // Decrement first. If the process ends in between, two messages are printed instead of none.
    EXPLAINING.decrementAndGet();
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Waits until the process ends. The hook may interrupt this thread again. */
  private static void awaitEndOfProcess() {
    while (true) {
      LockSupport.park();
    }
  }
}
