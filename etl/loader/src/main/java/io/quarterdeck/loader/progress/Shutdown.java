package io.quarterdeck.loader.progress;

/**
 * Tells the loader that the process is ending. While a process ends, libraries cannot add shutdown
 * hooks or start threads, so they fail in various ways. Some of them also clear the interrupted
 * status of their thread. Thread-safe.
 */
public final class Shutdown {
  private static volatile boolean underWay;

  private Shutdown() {}

  /** Records that the process is ending. The signal handler calls this method. */
  public static void begin() {
    underWay = true;
  }

  /** Returns whether the process is ending. */
  public static boolean isUnderWay() {
    return underWay;
  }
}
