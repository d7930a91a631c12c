package io.quarterdeck.local.process;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for conditions that no event reports. */
public final class Polling {
  private static final long PAUSE_MILLISECONDS = 50;

  private Polling() {}

  /**
   * Waits until a condition is true.
   *
   * @param what what waits, for example "start PostgreSQL"; used in the message if it is
   *     interrupted
   * @param limitSeconds the maximum time to wait, in seconds; 0 checks the condition once
   * @return whether the condition became true in time
   */
  public static boolean await(String what, int limitSeconds, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
      } catch (InterruptedException e) {
        throw Processes.interrupted(what, e);
      }
    }
    return true;
  }
}
